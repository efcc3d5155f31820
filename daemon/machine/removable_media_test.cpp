#include "machine/removable_media.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "support/test_store.h"

namespace holdfast::machine {
namespace {
namespace fs = std::filesystem;

/// What the kernel shows of disks: `sys/devices/.../block/sdb/sdb1`, found by its number.
struct Kernel {
  void disk(const std::string& bus, const std::string& name, const std::string& removable, const std::string& model) {
    const fs::path at = sys() / "devices" / bus / "block" / name;
    fs::create_directories(at / "device");
    std::ofstream{at / "removable"} << removable << "\n";
    std::ofstream{at / "device/vendor"} << "Example \n";
    std::ofstream{at / "device/model"} << model << "\n";
    where[name] = at;
  }
  void partition(const std::string& of, const std::string& name, const std::string& number) {
    const fs::path at = where[of] / name;
    fs::create_directories(at);
    std::ofstream{at / "partition"} << "1\n";
    number_of(at, number);
    fs::create_directories(sys() / "class/block");
    fs::create_directory_symlink(at, sys() / "class/block" / name);
  }
  void number_of(const fs::path& at, const std::string& number) {
    fs::create_directories(sys() / "dev/block");
    fs::create_directory_symlink(at, sys() / "dev/block" / number);
  }
  fs::path sys() const { return folder.path() / "sys"; }
  test::TempFolder folder;
  std::map<std::string, fs::path> where;
};
}  // namespace

TEST_CASE("mounts are read line by line, with blanks in their names", "[machine]") {
  const auto mounts = parse_mounts(
      "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n"
      "not a mount\n"
      "36 22 8:17 / /media/shop/MY\\040STICK ro,nosuid shared:2 master:1 - vfat /dev/sdb1 ro,uid=0\n"
      "37 22 8:33 / /media/LOCKED rw,nosuid - vfat /dev/sdc1 ro,uid=0\n"
      "40 22 0:30 /@home /home rw - btrfs /dev/sda3 rw\n"
      "41 22 0:31\n");
  REQUIRE(mounts.size() == 4);
  CHECK(mounts[0] == Mount{"8:2", "/", "/", "/dev/sda2", false});
  CHECK(mounts[1] == Mount{"8:17", "/", "/media/shop/MY STICK", "/dev/sdb1", true});
  CHECK(mounts[2].read_only);
  CHECK(mounts[3].root == "/@home");
}

TEST_CASE("a line of mounts that was cut off is passed over", "[machine]") {
  const std::string line = "311 27 8:33 / /media/x rw,relatime shared:1 - exfat /dev/sdc1 rw";
  for (std::size_t length = 0; length < line.size(); ++length) CHECK(parse_mounts(line.substr(0, length)).size() <= 1);
  CHECK(parse_mounts(line).size() == 1);
}

TEST_CASE("what can be taken away is offered once, never the disk of the machine itself", "[machine]") {
  Kernel kernel;
  kernel.disk("pci0000:00/ata1", "sda", "0", "System disk");
  kernel.partition("sda", "sda2", "8:2");
  kernel.partition("sda", "sda3", "8:3");
  kernel.disk("pci0000:00/usb1/1-1", "sdb", "1", "Stick");
  kernel.partition("sdb", "sdb1", "8:17");
  kernel.disk("pci0000:00/usb2/2-1", "sdc", "0", "Portable SSD");
  kernel.partition("sdc", "sdc1", "8:33");
  const Mount system{"8:2", "/", "/", "/dev/sda2", false}, data{"8:3", "/", "/srv", "/dev/sda3", false};
  const Mount stick{"8:17", "/", "/media/STICK", "/dev/sdb1", false};
  const Mount again{"8:17", "/", "/mnt", "/dev/sdb1", false}, part{"8:17", "/kept", "/kept", "/dev/sdb1", false};
  const Mount ssd{"0:44", "/", "/media/SSD", "/dev/sdc1", true};  // btrfs: a number of its own
  const Mount memory{"0:20", "/", "/run", "tmpfs", false};
  CHECK(removable_among({system, data, memory, stick, again, part, ssd}, kernel.sys()) ==
        std::vector<Medium>{{"/media/STICK", "Example Stick", false}, {"/media/SSD", "Example Portable SSD", true}});
  // A machine that runs from a stick.
  const Mount from_stick{"8:17", "/", "/", "/dev/sdb1", false};
  CHECK(removable_among({from_stick, ssd}, kernel.sys()).size() == 1);
  CHECK(removable_among({}, kernel.sys()).empty());
}
}  // namespace holdfast::machine
