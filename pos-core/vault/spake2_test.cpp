#include "vault/spake2.h"

#include <catch2/catch.hpp>

namespace holdfast::vault {
namespace {
template <std::size_t N>
std::array<std::uint8_t, N> bytes(std::string_view hex) {
  REQUIRE(hex.size() == 2 * N);
  std::array<std::uint8_t, N> out{};
  for (std::size_t i = 0; i < N; ++i)
    out[i] = static_cast<std::uint8_t>(std::stoi(std::string{hex.substr(2 * i, 2)}, nullptr, 16));
  return out;
}
/// RFC 9382, appendix B, P256-SHA256-HKDF-HMAC.
struct Published {
  std::string_view a, b, w, x, share_a, y, share_b, shared, confirm_a, confirm_b;
};
constexpr std::array<Published, 4> published{{
    {"server", "client", "2ee57912099d31560b3a44b1184b9b4866e904c49d12ac5042c97dca461b1a5f",
     "43dd0fd7215bdcb482879fca3220c6a968e66d70b1356cac18bb26c84a78d729",
     "04a56fa807caaa53a4d28dbb9853b9815c61a411118a6fe516a8798434751470f9"
     "010153ac33d0d5f2047ffdb1a3e42c9b4e6be662766e1eeb4116988ede5f912c",
     "dcb60106f276b02606d8ef0a328c02e4b629f84f89786af5befb0bc75b6e66be",
     "0406557e482bd03097ad0cbaa5df82115460d951e3451962f1eaf4367a420676d0"
     "9857ccbc522686c83d1852abfa8ed6e4a1155cf8f1543ceca528afb591a1e0b7",
     "0e0672dc86f8e45565d338b0540abe69", "58ad4aa88e0b60d5061eb6b5dd93e80d9c4f00d127c65b3b35b1b5281fee38f0",
     "d3e2e547f1ae04f2dbdbf0fc4b79f8ecff2dff314b5d32fe9fcef2fb26dc459b"},
    {"", "client", "0548d8729f730589e579b0475a582c1608138ddf7054b73b5381c7e883e2efae",
     "403abbe3b1b4b9ba17e3032849759d723939a27a27b9d921c500edde18ed654b",
     "04a897b769e681c62ac1c2357319a3d363f610839c4477720d24cbe32f5fd85f44"
     "fb92ba966578c1b712be6962498834078262caa5b441ecfa9d4a9485720e918a",
     "903023b6598908936ea7c929bd761af6039577a9c3f9581064187c3049d87065",
     "04e0f816fd1c35e22065d5556215c097e799390d16661c386e0ecc84593974a61b"
     "881a8c82327687d0501862970c64565560cb5671f696048050ca66ca5f8cc7fc",
     "642f05c473c2cd79909f9a841e2f30a7", "47d29e6666af1b7dd450d571233085d7a9866e4d49d2645e2df975489521232b",
     "3313c5cefc361d27fb16847a91c2a73b766ffa90a4839122a9b70a2f6bd1d6df"},
    {"server", "", "626e0cdc7b14c9db3e52a0b1b3a768c98e37852d5db30febe0497b14eae8c254",
     "07adb3db6bc623d3399726bfdbfd3d15a58ea776ab8a308b00392621291f9633",
     "04f88fb71c99bfffaea370966b7eb99cd4be0ff1a7d335caac4211c4afd855e2e1"
     "5a873b298503ad8ba1d9cbb9a392d2ba309b48bfd7879aefd0f2cea6009763b0",
     "b6a4fc8dbb629d4ba51d6f91ed1532cf87adec98f25dd153a75accafafedec16",
     "040c269d6be017dccb15182ac6bfcd9e2a14de019dd587eaf4bdfd353f031101e7"
     "cca177f8eb362a6e83e7d5e729c0732e1b528879c086f39ba0f31a9661bd34db",
     "005184ff460da2ce59062c87733c299c", "bc9f9bbe99f26d0b2260e6456e05a86196a3307ec6663a18bf6ac825736533b2",
     "c2370e1bf813b086dff0d834e74425a06e6390f48f5411900276dcccc5a297ec"},
    {"", "", "7bf46c454b4c1b25799527d896508afd5fc62ef4ec59db1efb49113063d70cca",
     "8cef65df64bb2d0f83540c53632de911b5b24b3eab6cc74a97609fd659e95473",
     "04a65b367a3f613cf9f0654b1b28a1e3a8a40387956c8ba6063e8658563890f46c"
     "a1ef6a676598889fc28de2950ab8120b79a5ef1ea4c9f44bc98f585634b46d66",
     "d7a66f64074a84652d8d623a92e20c9675c61cb5b4f6a0063e4648a2fdc02d53",
     "04589f13218822710d98d8b2123a079041052d9941b9cf88c6617ddb2fcc049466"
     "2eea8ba6b64692dc318250030c6af045cb738bc81ba35b043c3dcb46adf6f58d",
     "fc6374762ba5cf11f4b2caa08b2cd1b9", "dfb4db8d48ae5a675963ea5e6c19d98d4ea028d8e898dad96ea19a80ade95dca",
     "d0f0609d1613138d354f7e95f19fb556bf52d751947241e8c7118df5ef0ae175"},
}};
}  // namespace

TEST_CASE("SPAKE2 comes to what RFC 9382 publishes", "[vault]") {
  for (const Published& each : published) {
    const auto w = bytes<32>(each.w), x = bytes<32>(each.x), y = bytes<32>(each.y);
    const Point share_a = spake2_share(Spake2Role::a, w, x), share_b = spake2_share(Spake2Role::b, w, y);
    CHECK(to_hex(share_a) == each.share_a);
    CHECK(to_hex(share_b) == each.share_b);
    const Spake2Bond bond{std::string{each.a}, std::string{each.b}, {}};
    for (const auto& keys : {spake2_finish(Spake2Role::a, w, x, bytes_of(share_b), bond),
                             spake2_finish(Spake2Role::b, w, y, bytes_of(share_a), bond)}) {
      REQUIRE(keys);
      CHECK(to_hex(keys->shared) == each.shared);
      CHECK(to_hex(keys->confirm_a) == each.confirm_a);
      CHECK(to_hex(keys->confirm_b) == each.confirm_b);
    }
  }
}

TEST_CASE("another code, or another word of what was agreed, confirms nothing", "[vault]") {
  const Scalar w = code_scalar("K7P2M9QX", "salt"), other = code_scalar("K7P2M9QY", "salt");
  CHECK(w != other);
  const auto x = bytes<32>(published[0].x), y = bytes<32>(published[0].y);
  const Point share_a = spake2_share(Spake2Role::a, w, x);
  const Point share_b = spake2_share(Spake2Role::b, w, y), guessed = spake2_share(Spake2Role::b, other, y);
  const Spake2Bond bond{"till", "store", "certificate 1"}, elsewhere{"till", "store", "certificate 2"};
  const auto a = spake2_finish(Spake2Role::a, w, x, bytes_of(share_b), bond);
  REQUIRE(a);
  CHECK(spake2_finish(Spake2Role::b, w, y, bytes_of(share_a), bond)->confirm_a == a->confirm_a);
  CHECK(spake2_finish(Spake2Role::b, w, y, bytes_of(share_a), elsewhere)->confirm_a != a->confirm_a);
  const auto fooled = spake2_finish(Spake2Role::a, w, x, bytes_of(guessed), bond);
  const auto guess = spake2_finish(Spake2Role::b, other, y, bytes_of(share_a), bond);
  CHECK(fooled->confirm_a != guess->confirm_a);
  CHECK(fooled->shared != guess->shared);
}

TEST_CASE("what is no point of the curve gives no key", "[vault]") {
  const auto w = bytes<32>(published[0].w), x = bytes<32>(published[0].x);
  std::string off = std::string{bytes_of(bytes<65>(published[0].share_b))};
  off.back() = static_cast<char>(off.back() ^ 1);
  CHECK_FALSE(spake2_finish(Spake2Role::a, w, x, off, {}));
  CHECK_FALSE(spake2_finish(Spake2Role::a, w, x, std::string(65, '\0'), {}));
  CHECK_FALSE(spake2_finish(Spake2Role::a, w, x, std::string(1, '\0'), {}));
  // The other end's mask alone: nothing would be left of it.
  const Scalar nothing{};
  const Point bare = spake2_share(Spake2Role::b, w, nothing);
  CHECK_FALSE(spake2_finish(Spake2Role::a, w, x, bytes_of(bare), {}));
  CHECK_FALSE(ephemeral_scalar(nothing));
  std::array<std::uint8_t, 32> large{};
  large.fill(0xff);
  CHECK_FALSE(ephemeral_scalar(large));
  CHECK(ephemeral_scalar(x));
}
}  // namespace holdfast::vault
