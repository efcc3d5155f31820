#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/json_writer.h"
#include "http/message.h"

namespace holdfast::panel {
/// One device in the control API, below `/<name>`.
class Station {
 public:
  explicit Station(std::string name) : name_{std::move(name)} {}
  virtual ~Station() = default;
  const std::string& name() const { return name_; }
  virtual std::string_view kind() const = 0;
  virtual std::string address() const = 0;
  virtual bool connected() const = 0;
  /// The members of GET `/<name>`.
  virtual void write(JsonWriter& json) const = 0;
  /// PATCH `/<name>`: asks `fields` (of the object `body`) for all it knows; with a complaint nothing changes.
  virtual void change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) = 0;
  /// POST `/<name>/<action>`: false when there is no such action. `fields` are those of the body.
  virtual bool act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) = 0;
  /// Any other request below `/<name>/`; empty: there is none.
  virtual std::optional<http::Response> serve(http::Method, std::string_view) { return std::nullopt; }

 private:
  std::string name_;
};
}  // namespace holdfast::panel
