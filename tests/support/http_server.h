// A small HTTP server on 127.0.0.1 for tests: no test needs a network.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace gis::test {

struct HttpReply {
  int status = 200;
  std::string body;
  std::string location;  ///< for a redirection
};

/// Answers GET by a function of the path (with its query), one connection after another, on a free port.
class HttpServer {
 public:
  explicit HttpServer(std::function<HttpReply(const std::string& path)> answer);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();
  /// "127.0.0.1:40123"
  [[nodiscard]] std::string host() const;
  [[nodiscard]] int requests() const { return m_requests; }

 private:
  void serve();
  std::function<HttpReply(const std::string&)> m_answer;
  int m_socket = -1, m_port = 0;
  std::atomic<int> m_requests{0};
  std::atomic<bool> m_stop{false};
  std::thread m_thread;
};

}  // namespace gis::test
