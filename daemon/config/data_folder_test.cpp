#include "config/data_folder.h"

#include <stdlib.h>

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::config;

namespace {
struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "holdfast-config-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};
bool only_owner(const std::filesystem::path& file) {
  return (std::filesystem::status(file).permissions() & std::filesystem::perms(077)) == std::filesystem::perms::none;
}
}  // namespace

TEST_CASE("a data folder has one owner at a time", "[config]") {
  const Folder folder;
  {
    const DataFolder first{folder.path};
    CHECK_THROWS_WITH(DataFolder{folder.path}, Catch::Contains("in use"));
  }
  const DataFolder second{folder.path};
}

TEST_CASE("the pepper is made once and is for the owner's eyes", "[config]") {
  const Folder folder;
  const DataFolder data{folder.path / "deep"};
  const std::string pepper = data.pepper();
  CHECK(pepper.size() == 32);
  CHECK(data.pepper() == pepper);
  CHECK(only_owner(folder.path / "deep" / "pepper"));
}
