// Exchange packages: any bytes as the archive, and any bytes as the manifest of a sound one.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "gis_core/city/exchange_package.h"
#include "gis_core/io/zip_file.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

std::filesystem::path scratch() {
  static const std::filesystem::path folder = [] {
    auto made = std::filesystem::temp_directory_path() / ("fuzz_manifest_" + std::to_string(::getpid()));
    std::filesystem::create_directories(made);
    return made;
  }();
  return folder;
}

void write(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc).write(bytes.data(), std::streamsize(bytes.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gis;
  const std::string_view bytes = fuzz::textOf(data, size);
  Progress progress;
  const auto archive = scratch() / "p.zip", manifest = scratch() / "manifest.json", other = scratch() / "a.txt";
  if (bytes.starts_with("PK")) {
    write(archive, bytes);
  } else {
    std::filesystem::remove(archive);
    write(manifest, bytes);
    write(other, "abc");
    io::writeZip(archive, {{"manifest.json", manifest}, {"a.txt", other}}, progress);
  }
  fuzz::orError([&] { (void)city::checkPackage(archive, progress); });
  return 0;
}
