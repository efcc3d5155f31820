#include "print/code_page.h"

#include <catch2/catch.hpp>

#include "reference/vectors.h"

namespace holdfast::print {
TEST_CASE("code page 858 has the letters of Western Europe and the euro sign; the rest becomes a question mark",
          "[print]") {
  CHECK(to_cp858("abc 123 ~") == "abc 123 ~");
  CHECK(to_cp858("\xe2\x82\xac") == "\xd5");
  CHECK(to_cp858("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f\xc3\xa9\xc3\x98") == "\x84\x94\x81\xe1\x82\x9d");
  CHECK(to_cp858("\xe7\x89\x9b") == "?");
  CHECK(to_cp858("\xf0\x9f\x98\x80") == "?");
  CHECK(to_cp858("\xff\xc3") == "??");
  CHECK(to_cp858("a\nb\x1b") == "a?b?");
}
TEST_CASE("a text is expressible when every letter is on the code page", "[print]") {
  CHECK(in_cp858("Cr\xc3\xa8me \xe2\x82\xac 2,50"));
  CHECK(
      in_cp858("1\xc2\xa0"
               "234"));
  CHECK_FALSE(in_cp858("\xd8\xad"));
  CHECK_FALSE(in_cp858("\xff"));
  CHECK_FALSE(in_cp858("a\n"));
}
TEST_CASE("reference: codepages", "[print][reference]") {
  const auto table = [] {
    const auto folder = reference::shared_folder();
    std::ifstream file{folder ? *folder / "vectors" / "table-codepages.json" : std::filesystem::path{}};
    std::stringstream text;
    text << file.rdbuf();
    return folder && file ? boost::json::parse(text.str()) : boost::json::value{};
  }();
  const auto failed = reference::run_vectors(
      "codepages",
      {{"encode", [](const boost::json::object& input, const boost::json::object& expect) {
          const std::string page = reference::text_of(input.at("codepage"));
          const std::string text = reference::text_of(input.at("text"));
          const bool ascii =
              std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
          if (page != "cp858" && !(ascii && page == "cp850")) throw reference::NotOffered{"code page " + page};
          return reference::compare(to_cp858(text), reference::bytes_of_hex(reference::text_of(expect.at("hex"))));
        }}});
  CHECK(failed == 0);
  if (table.is_null()) return;
  int right = 0;
  int wrong = 0;
  for (const auto& [byte, point] : table.at("pages").at("cp858").as_object()) {
    std::string text;
    const auto code = static_cast<unsigned>(std::stoul(reference::text_of(point), nullptr, 16));
    if (code < 0x800)
      text = {static_cast<char>(0xc0 | code >> 6), static_cast<char>(0x80 | (code & 0x3f))};
    else
      text = {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3f)),
              static_cast<char>(0x80 | (code & 0x3f))};
    const bool same = to_cp858(text) == reference::bytes_of_hex(std::string_view{byte.data(), byte.size()});
    ++(same ? right : wrong);
  }
  std::cout << "reference table-codepages: " << right << " passed, " << wrong << " failed (code points of cp858)\n";
  CHECK(wrong == 0);
}
}  // namespace holdfast::print
