#include "machine/removable_media.h"

#include <catch2/catch.hpp>

using namespace holdfast::machine;

namespace {
// As Linux 6.1 wrote them: an appliance's disk, what is no disk, a stick, one by its label, and one in a namespace.
constexpr const char* mountinfo = R"(22 27 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw
27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro
40 27 8:1 / /boot/efi rw,relatime shared:30 - vfat /dev/sda1 rw,fmask=0077
310 27 8:17 / /run/media/holdfast/sdb1 ro,nosuid,nodev,noexec,relatime shared:160 master:3 - vfat /dev/sdb1 ro,fmask=0022
311 27 8:33 / /media/Imke\040and\134Ben rw,relatime - exfat /dev/sdc1 rw
312 27 0:50 / /mnt/elsewhere rw,relatime shared:161 - nfs4 server:/export rw
)";
}  // namespace

TEST_CASE("what is mounted is read as the kernel writes it", "[machine]") {
  const auto mounts = parse_mounts(mountinfo);
  REQUIRE(mounts.size() == 6);
  CHECK(mounts[1] == Mount{"/", "8:2", "ext4", "/dev/sda2", false});
  CHECK(mounts[3] == Mount{"/run/media/holdfast/sdb1", "8:17", "vfat", "/dev/sdb1", true});
  CHECK(mounts[4] == Mount{"/media/Imke and\\Ben", "8:33", "exfat", "/dev/sdc1", false});
  CHECK(mounts[5].source == "server:/export");
}

TEST_CASE("lines that are none are passed over, wherever they were cut off", "[machine]") {
  CHECK(parse_mounts("").empty());
  CHECK(parse_mounts("\n\nnonsense\n1 2 3\n").empty());
  const std::string line = "311 27 8:33 / /media/x rw,relatime shared:1 - exfat /dev/sdc1 rw";
  for (std::size_t length = 0; length < line.size(); ++length) CHECK(parse_mounts(line.substr(0, length)).size() <= 1);
  CHECK(parse_mounts(line).size() == 1);
  CHECK(parse_mounts("311 27 8:33 / /media/\\04 rw - exfat /dev/sdc1 rw").front().at == "/media/\\04");
}

TEST_CASE("only what can be pulled out is asked about and told", "[machine]") {
  std::vector<std::string> asked;
  const auto mounts = removable_mounts(mountinfo, [&](const std::string& device) {
    asked.push_back(device);
    return device == "8:17" || device == "8:33";
  });
  REQUIRE(mounts.size() == 2);
  CHECK(mounts[0].at == "/run/media/holdfast/sdb1");
  CHECK(mounts[1].at == "/media/Imke and\\Ben");
  CHECK(asked == std::vector<std::string>{"8:1", "8:17", "8:33"});  // neither what is no disk, nor the root
}

TEST_CASE("a disk on USB can be pulled out whatever its driver says", "[machine]") {
  CHECK(
      is_removable("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host6/target6:0:0/6:0:0:0/block/sdb", "0\n"));
  CHECK_FALSE(is_removable("/sys/devices/platform/fe340000.mmc/mmc_host/mmc0/mmc0:0001/block/mmcblk0", "0\n"));
  CHECK(is_removable("/sys/devices/pci0000:00/0000:00:1f.2/ata3/host2/target2:0:0/2:0:0:0/block/sr0", "1\n"));
  CHECK_FALSE(is_removable("/sys/devices/pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda", "0\n"));
  CHECK_FALSE(is_removable("/sys/devices/pci0000:00/0000:00:1d.0/0000:03:00.0/nvme/nvme0/nvme0n1", ""));
}
