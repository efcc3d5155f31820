#include <catch2/catch.hpp>

#include "base/base64.h"
#include "fiscal/rksv_chain.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::fiscal;
using namespace holdfast::reference;

namespace {
rksv::TurnoverKey key_of(const json::object& item) {
  rksv::TurnoverKey key{};
  const std::string bytes = bytes_of_base64(text_of(item.at("aesKeyB64")));
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(key.data()));
  return key;
}

std::vector<std::pair<std::string, Es256Key>> devices_of(const json::object& item) {
  std::vector<std::pair<std::string, Es256Key>> out;
  for (const json::value& device : item.at("signatureDevices").as_array()) {
    auto key = Es256Key::from_point(bytes_of_hex(text_of(device.at("publicKeyHex"))));
    out.emplace_back(text_of(device.at("serialHex")), std::move(key.value()));
  }
  return out;
}

rksv::Kind kind_of(const std::string& type) {
  return type == "STORNO_BELEG"     ? rksv::Kind::reversal
         : type == "TRAINING_BELEG" ? rksv::Kind::training
                                    : rksv::Kind::sale;
}

/// Builds the receipts with a device of our own and compares what does not hang on its key.
std::string built_wrong(const json::object& item) {
  const std::string box = text_of(item.at("cashBoxId"));
  if (std::string wrong = compare(rksv::first_chain(box), text_of(item.at("firstChainValueB64"))); !wrong.empty())
    return wrong;
  const Es256Key device = Es256Key::generate();
  rksv::Chain chain{box, key_of(item)};
  std::vector<std::string> all;
  for (const json::value& value : item.at("receipts").as_array()) {
    const json::object& receipt = value.as_object();
    rksv::Amounts amounts{};
    for (std::size_t rate = 0; rate < amounts.size(); ++rate)
      amounts[rate] = receipt.at("amountsMinor").at(rate).as_int64();
    const bool damaged = receipt.at("signatureDeviceDamaged").as_bool();
    all.push_back(chain.add(kind_of(text_of(receipt.at("type"))), text_of(receipt.at("receiptIdentifier")),
                            text_of(receipt.at("dateTime")), amounts, "1000", [&](std::string_view text) {
                              return damaged ? std::nullopt : std::optional{device.sign(text)};
                            }));
    const auto code = rksv::parse_code(*from_base64(
        all.back().substr(all.back().find('.') + 1, all.back().rfind('.') - all.back().find('.') - 1), Base64::url));
    if (std::string wrong = compare(code.value().turnover, text_of(receipt.at("turnoverEncryptedB64"))); !wrong.empty())
      return wrong;
    if (chain.turnover() != receipt.at("turnoverMinorAfter").as_int64())
      return "the turnover is " + std::to_string(chain.turnover());
    if (rksv::device_was_out(all.back()) != damaged) return "the device's state is not told";
  }
  const auto finding = rksv::verify({box, key_of(item), [&](std::string_view) { return &device; }}, all);
  return finding ? "our own receipt " + std::to_string(finding->index) + ": " + finding->what : "";
}

std::string verified_wrong(const json::object& item) {
  const auto devices = devices_of(item);
  std::vector<std::string> all;
  for (const json::value& jws : item.at("jwsCompact").as_array()) all.push_back(text_of(jws));
  const auto finding = rksv::verify({text_of(item.at("cashBoxId")), key_of(item),
                                     [&](std::string_view serial) {
                                       const auto at = std::find_if(devices.begin(), devices.end(),
                                                                    [&](const auto& d) { return d.first == serial; });
                                       return at == devices.end() ? nullptr : &at->second;
                                     }},
                                    all);
  const bool tampered = text_of(item.at("expect")) == "tampered";
  const std::string expected = tampered ? "bad at " + std::to_string(item.at("firstBadIndex").as_int64()) : "ok";
  return compare(finding ? "bad at " + std::to_string(finding->index) : "ok", expected);
}
}  // namespace

TEST_CASE("the finance ministry's scenarios are built and verified", "[fiscal][reference]") {
  const std::vector<json::object> cases = load_vectors("rksv-chain");
  if (cases.empty()) return;
  Score score{"rksv-chain"};
  for (const json::object& item : cases)
    score.take(item, [&] { return text_of(item.at("kind")) == "build" ? built_wrong(item) : verified_wrong(item); });
  CHECK(score.failed() == 0);
}

TEST_CASE("a chain goes on from its newest receipt, and any changed byte is found", "[fiscal]") {
  const Es256Key device = Es256Key::generate();
  const auto sign = [&](std::string_view text) { return std::optional{device.sign(text)}; };
  rksv::Chain first{"BOX-1", {7}};
  std::vector<std::string> all{
      first.add(rksv::Kind::sale, "1", "2026-11-21T09:00:00", {}, "1000", sign),
      first.add(rksv::Kind::sale, "2", "2026-11-21T09:05:00", {1210, 0, -5, 0, 0}, "1000", sign)};
  rksv::Chain later{"BOX-1", {7}, all.back(), first.turnover()};
  all.push_back(later.add(rksv::Kind::reversal, "3", "2026-11-21T09:06:00", {-1210, 0, 0, 0, 0}, "1000", sign));
  all.push_back(later.add(rksv::Kind::training, "4", "2026-11-21T09:07:00", {99999, 0, 0, 0, 0}, "1000", sign));
  all.push_back(later.add(rksv::Kind::sale, "5", "2026-11-21T09:08:00", {0, 0, 0, 0, -9007199254740993}, "1000", sign));
  CHECK(later.turnover() == -9007199254740998);
  const rksv::Export by{"BOX-1", rksv::TurnoverKey{7}, [&](std::string_view) { return &device; }};
  REQUIRE_FALSE(rksv::verify(by, all));
  for (std::size_t receipt = 0; receipt < all.size(); ++receipt)
    for (std::size_t at = 0; at < all[receipt].size(); at += 3) {
      std::vector<std::string> changed = all;
      changed[receipt][at] = changed[receipt][at] == 'A' ? 'B' : 'A';
      CHECK(rksv::verify(by, changed));
    }
}

TEST_CASE("a receipt code reads back as written, and nothing else reads", "[fiscal]") {
  const std::string code =
      "_R1-AT1_BOX_N-1_2026-11-21T09:00:00_0,05_-0,10_1,00_0,00_-12,34_dHVybm92ZXI=_1f_cg8hNU5ihto=";
  const auto receipt = rksv::parse_code(code);
  REQUIRE(receipt);
  CHECK(rksv::code_of(*receipt) == code);
  CHECK(receipt->amounts == rksv::Amounts{5, -10, 100, 0, -1234});
  CHECK(rksv::machine_code("e.e.e").empty());
  for (std::size_t cut = 0; cut < code.size() - 12; ++cut) CHECK_FALSE(rksv::parse_code(code.substr(0, cut)));
  for (const std::string_view wrong : {"0.05", "00,05", "0,5", "-0,00", "0,055", "", ",05", "99999999999999999999,00"})
    CHECK_FALSE(rksv::parse_code("_R1-AT1_BOX_N-1_2026-11-21T09:00:00_" + std::string{wrong} +
                                 "_0,00_0,00_0,00_0,00_dHVy_1f_cg8hNU5ihto="));
}
