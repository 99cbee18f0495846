#include "gis_core/base/speaker.h"

#include <memory>
#include <mutex>
#include <utility>

namespace gis {
namespace {

std::mutex& speakerGuard() {
  static std::mutex guard;
  return guard;
}
std::shared_ptr<const Speaker>& speakerNow() {
  static std::shared_ptr<const Speaker> speaker;
  return speaker;
}

}  // namespace

void setSpeaker(Speaker speaker) {
  const std::lock_guard lock(speakerGuard());
  speakerNow() = speaker ? std::make_shared<const Speaker>(std::move(speaker)) : nullptr;
}

std::string said(const Message& message) {
  std::shared_ptr<const Speaker> speaker;
  {
    const std::lock_guard lock(speakerGuard());
    speaker = speakerNow();
  }
  return speaker ? (*speaker)(message) : message.str();
}

}  // namespace gis
