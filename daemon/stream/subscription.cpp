#include "stream/subscription.h"

#include "base/json.h"

namespace holdfast::stream {
Result<Subscribe> parse_subscribe(std::string_view text) {
  const Json json = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  Subscribe subscribe;
  for (const Json& topic : fields.array("subscribe", true, 32)) {
    const auto bit = topic.is_string() ? parse_topic(topic.text()) : std::nullopt;
    if (bit)
      subscribe.topics |= *bit;
    else
      fields.complain("subscribe", "there is no topic `" + topic.text() + "`");
  }
  subscribe.since = fields.maybe_integer("since", 0);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return subscribe;
}
}  // namespace holdfast::stream
