#include "escpos/reply_stream.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace holdfast::escpos;
using To = OrderedAnswer::To;

namespace {
std::vector<Reply> replies(ReplyStream& stream, std::string_view bytes, std::size_t step = 1) {
  std::vector<Reply> found;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    stream.feed(bytes.substr(at, step));
    while (auto reply = stream.next()) found.push_back(*std::move(reply));
  }
  return found;
}
std::vector<Reply> replies(std::string_view bytes) {
  ReplyStream stream;
  return replies(stream, bytes);
}
constexpr std::string_view done{
    "\x37\x22"
    "0042\x00",
    7};
}  // namespace

TEST_CASE("replies are told apart by kind, whatever their order", "[escpos]") {
  ReplyStream stream;
  stream.expect_real_time(2);
  stream.expect_ordered(To::status, 1);
  stream.expect_text(0x43);
  const std::string bytes = std::string{done} + std::string{"\x5fTM-T88V\0", 9} + std::string{"\x14\x00\x03\x00", 4} +
                            std::string{"\x0c\x16", 2};
  const std::vector<Reply> expected{ProcessDone{"0042"}, PrinterText{0x43, "TM-T88V"},
                                    AutomaticStatus{std::string{"\x14\x00\x03\x00", 4}},
                                    OrderedAnswer{To::status, 1, 0x0c}, RealTimeStatus{2, 0x16}};
  CHECK(replies(stream, bytes) == expected);
  CHECK(stream.skipped() == 0);
}

TEST_CASE("an answer between the bytes of the automatic status spoils neither", "[escpos]") {
  ReplyStream stream;
  stream.expect_real_time(4);
  CHECK(replies(stream, {"\x10\x00\x72\x13\x0c\x11\x00", 7}) ==
        std::vector<Reply>{RealTimeStatus{4, 0x72}, AutomaticStatus{std::string{"\x10\x00\x0c\x00", 4}}});
}

TEST_CASE("an unasked byte is not taken for an answer", "[escpos]") {
  ReplyStream stream;
  CHECK(replies(stream, {"\x00\x03\x0c\xff\x9a", 5}).empty());
  CHECK(stream.skipped() == 5);
  CHECK(replies("\x12") == std::vector<Reply>{RealTimeStatus{0, 0x12}});
}

TEST_CASE("a block that the printer broke off does not swallow the status behind it", "[escpos]") {
  CHECK(replies({"\x37\x22"
                 "00\x14\x00\x00\x00"
                 "\x5fTM\x12",
                 12}) ==
        std::vector<Reply>{AutomaticStatus{std::string{"\x14\x00\x00\x00", 4}}, RealTimeStatus{0, 0x12}});
}

TEST_CASE("no part of a completion, and none with a flipped bit, is taken for it", "[escpos]") {
  for (std::size_t size = 0; size < done.size(); ++size) CHECK(replies(done.substr(0, size)).empty());
  for (std::size_t bit = 0; bit < done.size() * 8; ++bit) {
    std::string flipped{done};
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    for (const Reply& reply : replies(flipped)) CHECK_FALSE(reply == Reply{ProcessDone{"0042"}});
  }
  CHECK(replies({"\x37\x25\x00", 3}) == std::vector<Reply>{BuffersCleared{}});
}

TEST_CASE("a block without an end is given up at 4 KiB", "[escpos]") {
  ReplyStream stream;
  replies(stream, "\x3b" + std::string(5000, 'x'), 100);
  CHECK(stream.skipped() >= 4096);
  stream.feed("\x12");
  CHECK(stream.next().has_value());
}

TEST_CASE("Star blocks are found where Star is possible", "[escpos]") {
  const std::string_view block{"\x23\x06\x00\x00\x00\x00\x00\x02\x00", 9};
  for (const auto family : {ReplyStream::Family::star, ReplyStream::Family::either}) {
    ReplyStream stream{family};
    const auto found = replies(stream, block);
    REQUIRE(found.size() == 1);
    CHECK(std::get<StarBlock>(found[0]).status.etb_counter == 1);
  }
  CHECK(replies(block).empty());
  ReplyStream either{ReplyStream::Family::either};
  either.expect_ordered(To::status, 2);
  CHECK(replies(either, "\x01") == std::vector<Reply>{OrderedAnswer{To::status, 2, 1}});
}

TEST_CASE("garbage gives the same replies however it is cut, and never holds the stream up", "[escpos]") {
  CHECK(rc::check([&] {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    const auto step = static_cast<std::size_t>(*rc::gen::inRange(1, 7));
    ReplyStream one{ReplyStream::Family::either};
    ReplyStream other{ReplyStream::Family::either};
    RC_ASSERT(replies(one, bytes, 1) == replies(other, bytes, step));
    RC_ASSERT(one.skipped() == other.skipped());
  }));
}
