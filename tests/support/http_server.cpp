#include "tests/support/http_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace gis::test {

HttpServer::HttpServer(std::function<HttpReply(const std::string&)> answer) : m_answer(std::move(answer)) {
  m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(m_socket, 16) != 0 || ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no port on 127.0.0.1");
  m_port = ntohs(address.sin_port);
  m_thread = std::thread([this] { serve(); });
}

HttpServer::~HttpServer() {
  m_stop = true;
  m_thread.join();
  ::close(m_socket);
}

std::string HttpServer::host() const {
  return "127.0.0.1:" + std::to_string(m_port);
}

void HttpServer::serve() {
  while (!m_stop) {
    pollfd waiting{m_socket, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const int connection = ::accept(m_socket, nullptr, nullptr);
    if (connection < 0) continue;
    std::string request;
    char buffer[2048];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = ::read(connection, buffer, sizeof buffer);
      if (got <= 0) break;
      request.append(buffer, std::size_t(got));
    }
    const std::size_t from = request.find(' '), to = request.find(' ', from + 1);
    if (from != std::string::npos && to != std::string::npos) {
      ++m_requests;
      const HttpReply reply = m_answer(request.substr(from + 1, to - from - 1));
      std::string out = "HTTP/1.1 " + std::to_string(reply.status) +
                        " X\r\nConnection: close\r\nContent-Length: " + std::to_string(reply.body.size()) + "\r\n";
      if (!reply.location.empty()) out += "Location: " + reply.location + "\r\n";
      out += "\r\n" + reply.body;
      for (std::size_t sent = 0; sent < out.size();) {
        const ssize_t n = ::send(connection, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) break;
        sent += std::size_t(n);
      }
    }
    ::close(connection);
  }
}

}  // namespace gis::test
