#include "config/toml_file.h"

#include <toml++/toml.h>

#include <sstream>

namespace holdfast::config {
namespace {
std::string text_of(const toml::node& node, std::string_view name) {
  if (const auto text = node.value<std::string>()) return *text;
  throw Wrong{"`" + std::string{name} + "` is a text"};
}
bool flag_of(const toml::node& node, std::string_view name) {
  if (const auto flag = node.value<bool>()) return *flag;
  throw Wrong{"`" + std::string{name} + "` is true or false"};
}
std::vector<std::string> texts_of(const toml::node& node, std::string_view name) {
  std::vector<std::string> texts;
  if (const toml::array* array = node.as_array())
    for (const toml::node& item : *array) texts.push_back(text_of(item, name));
  else
    texts.push_back(text_of(node, name));
  return texts;
}
std::vector<ListenAddress> listens_of(const toml::node& node, std::string_view name) {
  std::vector<ListenAddress> listens;
  for (const std::string& text : texts_of(node, name)) listens.push_back(parse_listen(text));
  return listens;
}
void apply(Settings& settings, std::string_view name, const toml::node& node) {
  if (name == "data") {
    settings.data = text_of(node, name);
  } else if (name == "listen") {
    settings.listen = listens_of(node, name);
  } else if (name == "tls_listen") {
    settings.tls_listen = listens_of(node, name);
  } else if (name == "hosts") {
    settings.hosts = texts_of(node, name);
  } else if (name == "log_level") {
    const auto level = log::parse_level(text_of(node, name));
    if (!level) throw Wrong{"`log_level` is debug, info, warn, error or fatal"};
    settings.log_level = *level;
  } else if (name == "log_file") {
    settings.log_file = text_of(node, name);
  } else if (name == "port_file") {
    settings.port_file = text_of(node, name);
  } else if (name == "ui_dir") {
    settings.ui_dir = text_of(node, name);
  } else if (name == "node_id") {
    settings.node_id = text_of(node, name);
  } else if (name == "otlp_endpoint") {
    settings.otlp_endpoint = text_of(node, name);
  } else if (name == "pairing_in_clear") {
    settings.pairing_in_clear = flag_of(node, name);
  } else if (name == "require_proof") {
    settings.require_proof = flag_of(node, name);
  } else if (name == "requests_per_minute") {
    const auto number = node.value<std::int64_t>();
    if (!number || *number < 1 || *number > 1'000'000) throw Wrong{"`requests_per_minute` is 1 to 1000000"};
    settings.requests_per_minute = *number;
  } else if (name == "upsync_bytes_per_second") {
    const auto number = node.value<std::int64_t>();
    if (!number || *number < 1024 || *number > 1'000'000'000)
      throw Wrong{"`upsync_bytes_per_second` is 1024 to 1000000000"};
    settings.upsync_bytes_per_second = *number;
  } else {
    throw Wrong{"the configuration has no `" + std::string{name} + "`"};
  }
}
}  // namespace

void apply_toml(Settings& settings, const std::filesystem::path& file) {
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    std::ostringstream where;
    where << error.source().begin;
    throw Wrong{file.string() + ": " + std::string{error.description()} + " (" + where.str() + ")"};
  }
  for (const auto& [name, node] : table) apply(settings, name.str(), node);
}
}  // namespace holdfast::config
