#include "courier/commands.h"

#include <algorithm>

#include "base/json_text.h"
#include "engine/announce.h"
#include "engine/publishing.h"

namespace holdfast::courier {
namespace {
Orders::Publication read_publication(const std::string& tenant, const Json& json, std::vector<FieldError>& errors,
                                     const std::string& pointer) {
  JsonFields fields{json, errors, pointer};
  Orders::Publication made{{tenant, fields.text("channelId", 64)}, {}};
  constexpr std::string_view ops[] = {"put", "del"};
  std::size_t index = 0;
  for (const Json& item : fields.array("rows", true, 20'000)) {
    JsonFields row{item, errors, pointer + "/rows/" + std::to_string(index++)};
    engine::MasterRow read{row.text("dataset", 64), row.text("key", 512), wire::Op::put, {}};
    if (row.maybe_word("op", ops).value_or("put") == "del") read.op = wire::Op::del;
    const Json* body = row.maybe_object("body");
    if (body != nullptr) read.body = json_text(*body);
    if (body == nullptr && read.op == wire::Op::put) row.complain("body", "is missing");
    row.finish();
    made.rows.push_back(std::move(read));
  }
  fields.finish();
  return made;
}

engine::OutboundEvent read_signal(const Json& json, std::vector<FieldError>& errors, const std::string& pointer,
                                  const std::string& id) {
  JsonFields fields{json, errors, pointer};
  const std::string name = fields.text("name", 100);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
  });
  if (!plain) fields.complain("name", "is of lower-case letters, digits, points and underscores");
  const Json* data = fields.maybe_object("data");
  engine::OutboundEvent event = engine::announce("signal." + name, id, fields.maybe_text("subject", 300).value_or(""),
                                                 data != nullptr ? json_text(*data) : "{}");
  fields.finish();
  return event;
}
}  // namespace

Result<Orders> read_orders(const std::string& tenant, const std::vector<Json>& commands, const std::string& source) {
  std::vector<FieldError> errors;
  Orders orders;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const std::string at = "/commands/" + std::to_string(i);
    const Json* publication = commands[i].is_object() ? commands[i].find("publish") : nullptr;
    const Json* signal = commands[i].is_object() ? commands[i].find("signal") : nullptr;
    if (publication != nullptr)
      orders.publications.push_back(read_publication(tenant, *publication, errors, at + "/publish"));
    else if (signal != nullptr)
      orders.signals.push_back(
          read_signal(*signal, errors, at + "/signal", "signal-" + source + "-" + std::to_string(i)));
    else
      errors.push_back({at, "is neither publish nor signal"});
  }
  TRY(accept_fields(std::move(errors)));
  return orders;
}

Result<> publish(engine::HubDatabase& database, const Orders& orders, Instant now,
                 const std::function<void(const engine::ChannelKey&)>& published) {
  for (const Orders::Publication& publication : orders.publications) {
    std::vector<engine::SalesChannel> channels;
    database.read([&](engine::HubTransaction& tx) { channels = tx.fleet.channels(publication.channel.tenant); });
    if (std::none_of(channels.begin(), channels.end(), [&](const auto& it) { return it.key == publication.channel; }))
      return refuse(ErrorCode::not_found, "no channel " + publication.channel.channel);
    TRY(engine::publish(database, publication.channel, publication.rows, now));
    published(publication.channel);
  }
  return {};
}
}  // namespace holdfast::courier
