#include "setup/restoring.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

using namespace holdfast;

TEST_CASE("what is no backup is said by the box while it stays empty, and may be tried again", "[setup]") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("holdfast-restoring-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const setup::Box box{folder};
  bool done = false;
  {
    setup::Restoring restoring{box};
    const auto start = [&](const std::string& name) {
      return restoring.start(folder / name, {}, [&done] { done = true; });
    };
    CHECK(start("nothing").error().code == ErrorCode::not_found);
    CHECK_FALSE(restoring.state().running);
    std::ofstream{folder / "letter.txt"} << "no backup at all";
    for (int tries = 0; tries < 2; ++tries) {
      REQUIRE(start("letter.txt"));
      while (restoring.state().running) std::this_thread::yield();
      CHECK_FALSE(restoring.state().problem.empty());
    }
  }
  CHECK_FALSE(done);
  std::filesystem::remove_all(folder);
}
