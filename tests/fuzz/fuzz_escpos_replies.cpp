#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "escpos/kick_session.h"
#include "escpos/print_session.h"

using namespace holdfast;
using namespace holdfast::escpos;

namespace {
constexpr std::string_view our_confirmation{
    "\x37\x22"
    "0042\x00",
    7};

/// Does what the session says; every write is taken at once. The outcome, when it has come.
std::optional<PrintOutcome> run(PrintSession& session, Instant now) {
  while (auto action = session.poll()) {
    if (const auto* end = std::get_if<PrintSession::Finished>(&*action)) return end->outcome;
    if (const auto* bytes = std::get_if<PrintSession::Send>(&*action)) session.on_written(bytes->bytes.size(), now);
  }
  return std::nullopt;
}
}  // namespace

/// The first byte picks the printer; then what the printer says, one byte each 50 ms. Nothing but the confirmation
/// itself confirms a job, and a job ends once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr std::string_view models[] = {"epson-tm-t88v", "epson-tm-t88iii", "bixolon-srp-350iii",
                                                "xprinter-xp-t80q"};
  const std::string_view said{reinterpret_cast<const char*>(data) + 1, size - 1};
  const PrinterProfile& profile = *find_profile(models[data[0] % 4]);
  PrinterWatch watch{profile};
  Instant now{1'700'000'000'000'000};
  watch.on_link_up(now);
  PrintSession session{{std::string(5000, 'x'), "0042", now.plus_seconds(60), data[0] % 8 > 3}, watch};
  session.start(now);
  auto outcome = run(session, now);
  for (const char byte : said) {
    if (outcome) break;
    now = Instant{now.unix_us() + 50'000};
    session.on_bytes({&byte, 1}, now);
    if (session.deadline() && now >= *session.deadline()) session.on_time(now);
    outcome = run(session, now);
  }
  if (outcome == PrintOutcome::confirmed) {
    // Flow control bytes may stand between.
    std::string plain{said};
    std::erase_if(plain, [](char byte) { return byte == '\x11' || byte == '\x13'; });
    check(profile.has(Feature::process_id) && plain.find(our_confirmation) != std::string::npos);
  }
  if (outcome == PrintOutcome::not_printed) check(!session.has_begun());

  ReplyStream either{ReplyStream::Family::either};
  either.expect_ordered(OrderedAnswer::To::status, 1);
  either.feed(said);
  while (either.next()) {
  }
  PrinterWatch star{*find_profile("star-tsp650ii")};
  star.on_link_up(now);
  (void)star.on_bytes(said, now);
  KickSession kick{"\x07", {DrawerPin::two, {}, true}, star};
  kick.start(now);
  while (kick.poll()) kick.on_written(1, now);
  kick.on_bytes(said, now);
  kick.on_time(now.plus_seconds(10));
  check(kick.is_finished());
  return 0;
}
