// Exchange packages from the command line: made, verified, refused, merged when they come back.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/city_with_wells.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class PackageCommand : public testing::CityWithWells {};

/// A zip written by hand: stored entries, as a forger would make them.
struct Forged {
  std::string name, content;
  std::uint32_t attributes = 0;  ///< of Unix
  std::uint32_t claimed = 0;     ///< unpacked size that it pretends to have; 0: the true one
};
std::uint32_t crcOf(const std::string& text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int k = 0; k < 8; ++k) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}
std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}
std::string forge(const std::vector<Forged>& files) {
  std::string body, directory;
  for (const Forged& f : files) {
    const std::uint32_t size = f.claimed != 0 ? f.claimed : static_cast<std::uint32_t>(f.content.size());
    const std::uint64_t method = f.claimed != 0 ? 8 : 0;
    const std::string common = little(20, 2) + little(0x800, 2) + little(method, 2) + little(0, 4) +
                               little(crcOf(f.content), 4) + little(f.content.size(), 4) + little(size, 4) +
                               little(f.name.size(), 2) + little(0, 2);
    directory += "PK\x01\x02" + little(0x314, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(std::uint64_t{f.attributes} << 16, 4) + little(body.size(), 4) + f.name;
    body += "PK\x03\x04" + common + f.name + f.content;
  }
  return body + directory + "PK\x05\x06" + little(0, 4) + little(files.size(), 2) + little(files.size(), 2) +
         little(directory.size(), 4) + little(body.size(), 4) + little(0, 2);
}
/// The entries of a package, unpacked by another program.
std::vector<Forged> unpacked(const CliFolder& m, const std::string& zip) {
  const std::string folder = m.file("unpacked");
  std::filesystem::create_directory(folder);
  EXPECT_EQ(std::system(("python3 -c \"import zipfile,sys;zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])\" '" +
                         zip + "' '" + folder + "'")
                            .c_str()),
            0);
  std::vector<Forged> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    all.push_back(
        {entry.path().lexically_relative(folder).generic_string(), {std::istreambuf_iterator<char>(in), {}}, 0, 0});
  }
  return all;
}

TEST_F(PackageCommand, APackageIsWholeAndItsChangesAreNamed) {
  const std::string zip = m.file("p.zip");
  const CliResult made = m.json({"package", city, zip, "--layers", "wells", "--giver", "城管局", "--encoding", "GBK"});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(made.json.at("layers").at(0).at("count"), 2);
  const CliResult sound = m.json({"verify", zip});
  ASSERT_EQ(sound.status, 0) << sound.err << sound.out;
  EXPECT_EQ(sound.json.at("intact"), true);
  EXPECT_EQ(sound.json.at("giver"), "城管局");
  EXPECT_EQ(sound.json.at("manifest_sha256"), made.json.at("manifest_sha256"));
  EXPECT_EQ(sound.json.at("files"), made.json.at("files").size());
  std::vector<Forged> files = unpacked(m, zip);
  std::set<std::string> names;
  for (const Forged& file : files) names.insert(file.name);
  for (const char* name : {"wells/wells.shp", "wells/wells.dbf", "wells/wells.cpg", "wells/wells.prj",
                           "wells/wells.gpkg", "wells/wells_fields.csv", "wells/wells_metadata.xml", "wells/wells.sld",
                           "README_zh.txt", "README_en.txt", "checks.json", "SHA256SUMS", "manifest.json"})
    EXPECT_EQ(names.count(name), 1U) << name;
  EXPECT_EQ(std::system(("cd '" + m.file("unpacked") + "' && sha256sum -c --quiet SHA256SUMS").c_str()), 0);
  // one changed, one gone, one more
  std::vector<Forged> forged;
  for (Forged file : files) {
    if (file.name == "wells/wells.sld") continue;
    if (file.name == "wells/wells.dbf") file.content.back() = static_cast<char>(file.content.back() ^ 1);
    forged.push_back(file);
  }
  forged.push_back({"wells/extra.txt", "x", 0, 0});
  const CliResult told = m.json({"verify", m.write("forged.zip", forge(forged))});
  EXPECT_EQ(told.status, 1);
  ASSERT_TRUE(told.json.contains("changed")) << told.out;
  const auto paths = [&](const char* kind) {
    std::set<std::string> all;
    for (const auto& one : told.json.at(kind)) all.insert(one.at("path").get<std::string>());
    return all;
  };
  EXPECT_EQ(told.json.at("intact"), false);
  EXPECT_EQ(paths("changed"), std::set<std::string>{"wells/wells.dbf"});
  EXPECT_EQ(paths("missing"), std::set<std::string>{"wells/wells.sld"});
  EXPECT_EQ(paths("added"), std::set<std::string>{"wells/extra.txt"});
  EXPECT_EQ(told.json.at("changed").at(0).at("layer"), "wells");
  // the manifest in place, all is as before: the forging itself is no fault
  EXPECT_EQ(m.json({"verify", m.write("again.zip", forge(files))}).status, 0);
}

TEST_F(PackageCommand, VerifyRefusesTricks) {
  const auto code = [&](const std::vector<Forged>& files) {
    const CliResult told = m.json({"verify", m.write("trick.zip", forge(files))});
    EXPECT_EQ(told.status, 1);
    return told.json.contains("error") ? told.json["error"]["code"].get<std::string>() : std::string("taken");
  };
  const Forged manifest{"manifest.json", R"({"format":"citydesk-exchange-package","version":1,"files":[]})", 0, 0};
  for (const char* name : {"../evil.txt", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "a//b", "./x"})
    EXPECT_EQ(code({manifest, {name, "x", 0, 0}}), "damaged") << name;
  EXPECT_EQ(code({manifest, {"link", "/etc/passwd", 0120777, 0}}), "damaged") << "a link";
  EXPECT_EQ(code({manifest, {"A.txt", "1", 0, 0}, {"a.txt", "2", 0, 0}}), "damaged") << "two files in one on Windows";
  EXPECT_EQ(code({manifest, {"bomb", std::string(100, '\0'), 0, 0xF0000000U}}), "damaged") << "4 GB from 100 bytes";
  EXPECT_EQ(code({{"other.txt", "x", 0, 0}}), "damaged") << "no manifest";
  EXPECT_EQ(code({{"manifest.json", "{", 0, 0}}), "damaged");
  EXPECT_EQ(code({{"manifest.json", R"({"format":"citydesk-exchange-package","version":2,"files":[]})", 0, 0}}),
            "newer_version");
  EXPECT_EQ(m.json({"verify", m.write("no.zip", "nothing of the kind")}).json["error"]["code"], "damaged");
  EXPECT_EQ(m.json({"verify", m.file("nowhere.zip")}).json["error"]["code"], "not_found");
}

TEST_F(PackageCommand, APackageIsRefusedWhole) {
  EXPECT_EQ(m.json({"package", city, m.file("p.zip"), "--layers", "wells,nothing"}).json["error"]["code"],
            "no_such_layer");
  EXPECT_EQ(m.json({"package", city, m.file("p.zip"), "--layers", "wells,wells"}).status, 2);
  EXPECT_EQ(m.json({"package", city, m.file("p.zip")}).status, 2);
  EXPECT_EQ(m.json({"package", city, city, "--layers", "wells", "--overwrite"}).json["error"]["code"], "exists");
  (void)m.write("p.zip", "mine");
  EXPECT_EQ(m.json({"package", city, m.file("p.zip"), "--layers", "wells"}).json["error"]["code"], "exists");
  EXPECT_EQ(m.read("p.zip"), "mine");
}

TEST_F(PackageCommand, ACorrectedPackageIsMergedWithWhatWentOn) {
  const std::string other = m.file("other.citydb"), base = m.file("base.zip"), back = m.file("back.zip");
  ASSERT_EQ(m.run({"package", city, base, "--layers", "wells"}).status, 0);
  ASSERT_EQ(m.run({"create", other}).status, 0);
  ASSERT_EQ(m.run({"import", other, m.file("wells.geojson")}).status, 0);
  ASSERT_EQ(m.run({"edit", other, "wells", "1", "--set", "note=theirs"}).status, 0);
  ASSERT_EQ(m.run({"package", other, back, "--layers", "wells"}).status, 0);
  ASSERT_EQ(m.run({"edit", city, "wells", "2", "--set", "note=ours"}).status, 0);
  const auto update = [&](std::vector<std::string> more) {
    std::vector<std::string> all{"update", city, "wells", back, "--key", "管理部件标识码", "--base", base};
    all.insert(all.end(), more.begin(), more.end());
    return m.json(all);
  };
  const CliResult told = update({"--dry-run"});
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_EQ(told.json.at("changed"), 1) << told.out;
  EXPECT_EQ(told.json.at("kept"), 1);
  EXPECT_EQ(told.json.at("conflicts"), 0);
  // both changed the same
  ASSERT_EQ(m.run({"edit", city, "wells", "1", "--set", "note=ours too"}).status, 0);
  const CliResult asked = update({});
  EXPECT_EQ(asked.status, 2) << asked.out;
  const CliResult disputed = update({"--dry-run"});
  EXPECT_EQ(disputed.json.at("conflicts"), 1);
  const auto& cell = disputed.json.at("changes").at(0).at("fields").at("note");
  EXPECT_EQ(cell.at("base"), "𠀀");
  EXPECT_EQ(cell.at("before"), "ours too");
  EXPECT_EQ(cell.at("after"), "theirs");
  EXPECT_EQ(update({"--conflicts", "mine"}).json.at("applied").at("changed"), 0);
  EXPECT_EQ(update({"--conflicts", "theirs"}).json.at("applied").at("changed"), 1);
  const CliResult now = m.json({"select", city, "wells"});
  EXPECT_EQ(now.json.at("features").at(0).at("properties").at("note"), "theirs");
  EXPECT_EQ(now.json.at("features").at(1).at("properties").at("note"), "ours");
}

}  // namespace
}  // namespace gis
