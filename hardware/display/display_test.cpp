#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "display/emulated_display.h"
#include "display/line_display.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::display;
using namespace std::string_literals;

namespace {
constexpr Instant t0{1'000'000'000};
constexpr Instant after_ms(std::int64_t ms) { return Instant{t0.unix_us() + ms * 1000}; }
constexpr Dialect dialects[] = {Dialect::esc_pos, Dialect::cd5220, Dialect::dsp800, Dialect::aedex, Dialect::wincor};

DisplaySettings settings_of(Dialect dialect) {
  DisplaySettings settings;
  settings.dialect = dialect;
  return settings;
}
std::vector<std::string> lines(const Screen& screen) { return {text_of(screen, 0), text_of(screen, 1)}; }
using Lines = std::vector<std::string>;

/// A display on its cable.
struct Till {
  explicit Till(DisplaySettings settings) : session{settings}, glass{settings} { session.on_link_up(t0); }
  /// What goes over the cable now.
  std::string flush() {
    std::string bytes;
    while (auto more = session.poll()) bytes += *more;
    glass.on_bytes(bytes);
    return bytes;
  }
  LineDisplay session;
  EmulatedDisplay glass;
};
}  // namespace

TEST_CASE("names stand left, amounts right, and both lines are full", "[display]") {
  CHECK(lines(render(item_view("Apples", "0,96", "Total", "12,34"), 0)) ==
        Lines{"Apples          0,96", "Total          12,34"});
  CHECK(lines(render(payment_view("Cash", "20,00 €", "Change", "7,66 €"), 0)) ==
        Lines{"Cash         20,00 €", "Change        7,66 €"});
  CHECK(lines(render(message_view("Welcome", "Closed"), 0)) == Lines{"      Welcome       ", "       Closed       "});
  CHECK(lines(render(View{}, 7)) == Lines{std::string(20, ' '), std::string(20, ' ')});
}

TEST_CASE("a long name scrolls beside its amount, which stands still", "[display]") {
  const View view = item_view("Organic sourdough bread", "4,50", "Total", "4,50");
  REQUIRE(scrolls(view));
  CHECK(text_of(render(view, 0), 0) == "Organic sourdou 4,50");
  CHECK(text_of(render(view, 1), 0) == "rganic sourdoug 4,50");
  CHECK(text_of(render(view, 20), 0) == "ead   Organic s 4,50");
  CHECK(render(view, 26) == render(view, 0));  // 23 letters and a gap of 3
  CHECK(text_of(render(view, 13), 1) == "Total           4,50");
  CHECK_FALSE(scrolls(item_view("Apples", "0,96", "Total", "12,34")));
  CHECK_FALSE(scrolls(message_view("exactly 20 letters!!", "")));
}

TEST_CASE("an amount is shown whole or not at all", "[display]") {
  CHECK(text_of(render(item_view("x", std::string(20, '9'), "", ""), 0), 0) == std::string(20, '9'));
  CHECK(text_of(render(item_view("x", std::string(21, '9'), "", ""), 0), 0) == std::string(20, '#'));
  CHECK(text_of(render(item_view("Total", "1\u202f234,50\u00a0€", "", ""), 0), 0) == "Total     1 234,50 €");
}

TEST_CASE("each dialect writes whole lines in its own bytes", "[display]") {
  struct Row {
    Dialect dialect;
    std::string upper, lower;
  };
  const std::string a = "Apples          0,96", b = "Total          12,34";
  const Row table[] = {{Dialect::esc_pos, "\x1f$\x01\x01" + a, "\x1f$\x01\x02" + b},
                       {Dialect::cd5220, "\x1bQA" + a + "\r", "\x1bQB" + b + "\r"},
                       {Dialect::dsp800, "\x04\x01P1\x17" + a, "\x04\x01P\x45\x17" + b},
                       {Dialect::aedex, "!#1" + a + "\r", "!#2" + b + "\r"},
                       {Dialect::wincor, "\x1b[1;1H" + a, "\x1b[2;1H" + b}};
  const Screen screen = render(item_view("Apples", "0,96", "Total", "12,34"), 0);
  for (const Row& row : table) {
    CAPTURE(to_string(row.dialect));
    CHECK(parse_dialect(to_string(row.dialect)) == row.dialect);
    DisplayWriter writer{settings_of(row.dialect)};
    writer.start();
    CHECK(writer.write(screen, {}) == row.upper + row.lower);
    Screen other = screen;
    other.letters[0] = blank_row;
    CHECK(writer.write(screen, screen).empty());
    const std::string changed = writer.write(screen, other);
    CHECK(changed.ends_with(a + (row.upper.ends_with('\r') ? "\r" : "")));
    CHECK(changed.find("Total") == std::string::npos);
  }
}

TEST_CASE("the glass shows in every dialect what was rendered, letters beyond ASCII too", "[display]") {
  const View view = item_view("Käse für Gäste", "3,98 €", "Summe", "1.234,50 €");
  for (const Dialect dialect : dialects) {
    CAPTURE(to_string(dialect));
    Till till{settings_of(dialect)};
    till.session.show(view, t0);
    till.flush();
    till.session.on_time(after_ms(60));
    till.flush();
    CHECK(till.glass.screen() == render(view, 0));
    CHECK(till.glass.skipped() == 0);
  }
}

TEST_CASE("the code page follows the letters of the line", "[display]") {
  Till till{settings_of(Dialect::esc_pos)};
  till.session.show(message_view("Žluťoučký kůň", "Спасибо"), t0);
  till.flush();
  till.session.on_time(after_ms(60));
  till.flush();
  CHECK(text_of(till.glass.screen(), 0) == "   Žluťoučký kůň    ");
  CHECK(text_of(till.glass.screen(), 1) == "      Спасибо       ");
  till.session.show(message_view("谢谢", ""), after_ms(200));
  till.flush();
  CHECK(text_of(till.glass.screen(), 0) == "         ??         ");
}

TEST_CASE("behind a printer the display takes only what is addressed to it", "[display]") {
  DisplaySettings settings;
  settings.port = DisplaySettings::Port::behind_printer;
  Till till{settings};
  till.session.show(message_view("Hello", "there"), t0);
  const std::string bytes = till.flush();
  CHECK(bytes.starts_with("\x1b=\x02"));
  CHECK(bytes.ends_with("\x1b=\x01"));
  till.session.on_time(after_ms(60));
  till.flush();
  till.glass.on_bytes(
      "A receipt\n\x1dV\x01\x1dv0\x00\x01\x00\x02\x00\x1b="s);  // a raster whose dots look like commands
  CHECK(text_of(till.glass.screen(), 0) == "       Hello        ");
  till.session.show(message_view("Bye", ""), after_ms(500));
  till.flush();
  CHECK(text_of(till.glass.screen(), 0) == "        Bye         ");
}

TEST_CASE("only changed lines are sent, not faster than the line carries them, and the newest view wins", "[display]") {
  Till till{settings_of(Dialect::aedex)};
  till.flush();
  till.session.show(item_view("Apples", "0,96", "Total", "0,96"), after_ms(100));
  CHECK_FALSE(till.flush().empty());
  till.session.show(item_view("Apples", "0,96", "Total", "0,96"), after_ms(110));
  CHECK(till.flush().empty());
  till.session.show(item_view("Bread", "2,00", "Total", "2,96"), after_ms(120));
  till.session.show(item_view("Milk", "1,04", "Total", "4,00"), after_ms(130));
  CHECK(till.flush().empty());
  REQUIRE(till.session.deadline() == after_ms(160));
  till.session.on_time(after_ms(160));
  CHECK(till.flush().find("Bread") == std::string::npos);
  CHECK(lines(till.glass.screen()) == Lines{"Milk            1,04", "Total           4,00"});
  CHECK_FALSE(till.session.deadline());
  till.session.show(item_view("Eggs", "3,00", "Total", "4,00"), after_ms(300));
  CHECK(till.flush() == "!#1Eggs            3,00\r");
}

TEST_CASE("a long name waits, then moves one column at a time, and stops with the next view", "[display]") {
  Till till{settings_of(Dialect::cd5220)};
  till.flush();
  const View view = item_view("Organic sourdough bread", "4,50", "Total", "4,50");
  till.session.show(view, after_ms(100));
  till.flush();
  CHECK(till.session.deadline() == after_ms(1600));
  for (std::uint64_t step = 1; step < 30; ++step) {
    REQUIRE(till.session.deadline());
    till.session.on_time(*till.session.deadline());
    const std::string bytes = till.flush();
    CHECK(bytes.find("Total") == std::string::npos);
    CHECK(till.glass.screen() == render(view, step));
  }
  till.session.show(item_view("Milk", "1,04", "Total", "5,54"), after_ms(60'000));
  till.flush();
  CHECK_FALSE(till.session.deadline());
}

TEST_CASE("after a lost link everything is sent again", "[display]") {
  Till till{settings_of(Dialect::esc_pos)};
  till.session.show(message_view("Hello", "there"), t0);
  till.session.on_time(after_ms(60));
  till.flush();
  till.session.on_link_lost();
  till.session.show(message_view("Bye", "now"), after_ms(100));
  CHECK(till.flush().empty());
  CHECK_FALSE(till.session.deadline());
  EmulatedDisplay replaced{settings_of(Dialect::esc_pos)};
  till.session.on_link_up(after_ms(200));
  while (const auto bytes = till.session.poll()) replaced.on_bytes(*bytes);
  CHECK(lines(replaced.screen()) == Lines{"        Bye         ", "        now         "});
}

TEST_CASE("an emulated ESC/POS display follows cursor, modes and brightness", "[display]") {
  EmulatedDisplay glass{settings_of(Dialect::esc_pos)};
  glass.on_bytes("\x1b@\x1f\x02" + std::string(20, 'a') + std::string(20, 'b') + "c");
  CHECK(lines(glass.screen()) == Lines{std::string(20, 'b'), "c" + std::string(19, ' ')});
  glass.on_bytes(
      "\x0c\x1f\x03"
      "0123456789012345678901234");
  CHECK(text_of(glass.screen(), 0) == "56789012345678901234");
  glass.on_bytes(
      "\x0c\x1f\x01"
      "ab\x08"
      "c\x1f$\x14\x02z\x0b"
      "A\x0a\x0d"
      "B\x1fX\x02\x1f\x43\x01");
  CHECK(lines(glass.screen()) == Lines{"Ac" + std::string(18, ' '), "B" + std::string(18, ' ') + "z"});
  CHECK(glass.brightness() == 2);
  CHECK(glass.cursor_shown());
  glass.on_bytes("\x18");
  CHECK(text_of(glass.screen(), 1) == std::string(20, ' '));
  glass.on_bytes(
      "\x0b\x1f$\x15\x01"
      "x\x1f$\x01\x03y\x1f$\x00\x01z"s);  // nowhere: the cursor stays
  CHECK(text_of(glass.screen(), 0) == "xyz" + std::string(17, ' '));
}

TEST_CASE("emulated displays of the other dialects know their own commands", "[display]") {
  EmulatedDisplay dsp{settings_of(Dialect::dsp800)};
  CHECK(dsp.on_bytes("\x04\x01%\x17Hello\x04\x01P\x45\x17there\x04\x01"
                     "C12\x17") == "\x06\x06\x06");
  CHECK(lines(dsp.screen()) == Lines{"  llo" + std::string(15, ' '), "there" + std::string(15, ' ')});
  CHECK(dsp.on_bytes("\x04\x01P\x59\x17\x04\x01?\x17") == "\x15\x15");

  EmulatedDisplay cd{settings_of(Dialect::cd5220)};
  cd.on_bytes("\x1b@\x1bl\x03\x02hi\x1b[Hx\x1b*\x03\x1b_\x01");
  CHECK(lines(cd.screen()) == Lines{"x" + std::string(19, ' '), "  hi" + std::string(16, ' ')});
  CHECK(cd.brightness() == 3);

  EmulatedDisplay wincor{settings_of(Dialect::wincor)};
  wincor.on_bytes("\x1b[2J\x1bR\x02\x1b[2;19Hab\x1b[1;1Hc\x1b[9;9Hd\x1b[1;2H\x1b[K");
  CHECK(lines(wincor.screen()) == Lines{"c" + std::string(19, ' '), std::string(18, ' ') + "ab"});
}

TEST_CASE("the screen does not depend on how the bytes are cut", "[display]") {
  CHECK(rc::check([] {
    const Dialect dialect = *rc::gen::elementOf(std::vector<Dialect>(std::begin(dialects), std::end(dialects)));
    const auto letters =
        rc::gen::elementOf("\x1b\x1f\x04\x01\x17!#QAB[;12HJK$lPC%=@tTx\r\n\x08\x09\x0b\x0c\x18 \x82\xff"s);
    const auto bytes = *rc::gen::container<std::string>(letters);
    EmulatedDisplay whole{settings_of(dialect)}, pieces{settings_of(dialect)};
    std::string answers;
    const std::string answer = whole.on_bytes(bytes);
    for (const char byte : bytes) answers += pieces.on_bytes(std::string(1, byte));
    RC_ASSERT(whole.screen() == pieces.screen());
    RC_ASSERT(answers == answer);
  }));
}

TEST_CASE("any view ends up on the glass as it was rendered", "[display]") {
  CHECK(rc::check([] {
    const Dialect dialect = *rc::gen::elementOf(std::vector<Dialect>(std::begin(dialects), std::end(dialects)));
    const auto text = rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '\x7f'));
    Till till{settings_of(dialect)};
    Instant now = t0;
    for (int i = 0; i < 5; ++i) {
      const View view = item_view(*text, *text, *text, *text);
      now = Instant{now.unix_us() + 100'000};
      till.session.show(view, now);
      till.flush();
      RC_ASSERT(till.glass.screen() == render(view, 0));
    }
    RC_ASSERT(till.glass.skipped() == 0U);
  }));
}

TEST_CASE("the emulated display ends every known command where it ends", "[display][reference]") {
  const auto cases = reference::load_vectors("escpos");
  reference::Score score{"escpos on a display"};
  for (const auto& item : cases) {
    const auto& input = item.at("input").as_object();
    if (reference::member(input, "device") != "display" || reference::text_of(item.at("kind")) != "token") continue;
    score.take(item, [&input] {
      EmulatedDisplay glass{settings_of(Dialect::esc_pos)};
      glass.on_bytes(reference::bytes_of_hex(reference::text_of(input.at("hex"))));
      glass.on_bytes("\x1f$\x07\x02Q");
      return glass.screen().letters[1][6] == U'Q' ? std::string{} : std::string{"ends elsewhere"};
    });
  }
  CHECK(score.failed() == 0);
}
