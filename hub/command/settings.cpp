#include "command/settings.h"

#include <functional>
#include <map>

#include "command/order.h"

namespace holdfast::command {
namespace {
const std::string& value_of(const std::vector<std::string>& arguments, std::size_t at) {
  if (at + 1 >= arguments.size()) throw Wrong{arguments[at] + " takes a value"};
  return arguments[at + 1];
}
log::Level level_of(const std::string& text) {
  const auto level = log::parse_level(text);
  if (!level) throw Wrong{"no log level `" + text + "`"};
  return *level;
}
int count_of(const std::string& text) {
  if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string::npos || text == "0")
    throw Wrong{"--connections takes a number from 1 to 99"};
  return std::stoi(text);
}
std::int64_t number_of(const std::string& name, const std::string& text, std::int64_t least, std::int64_t most) {
  const bool digits = !text.empty() && text.size() < 12 && text.find_first_not_of("0123456789") == std::string::npos;
  const std::int64_t value = digits ? std::stoll(text) : -1;
  if (value < least || value > most)
    throw Wrong{name + " takes a number from " + std::to_string(least) + " to " + std::to_string(most)};
  return value;
}
void check_needs(const Settings& settings) {
  if (settings.help || settings.version) return;
  if (settings.data.empty()) throw Wrong{"--data DIR is needed"};
  if (settings.command == "token create" && settings.channel.empty()) throw Wrong{"token create needs --channel"};
  if (settings.command.starts_with("operator ") && settings.command != "operator list" && settings.argument.empty())
    throw Wrong{settings.command + " needs a name"};
  if (settings.verify && settings.command != "audit") throw Wrong{"--verify is of `audit`"};
  if (settings.command == "import" && (settings.channel.empty() || settings.argument.empty()))
    throw Wrong{"import needs --channel and a file"};
  if (settings.command == "carry-out take" && settings.argument.empty()) throw Wrong{"carry-out take needs a file"};
  if (settings.command == "site rebuild" && settings.argument.empty()) throw Wrong{"site rebuild needs a site id"};
  if (settings.command == "site revoke" && settings.argument.empty()) throw Wrong{"site revoke needs a site id"};
  if (settings.command.empty() && !settings.argument.empty()) throw Wrong{"unknown word `" + settings.argument + "`"};
  if (!settings.database.empty() && !settings.database.starts_with("postgresql://") &&
      !settings.database.starts_with("postgres://"))
    throw Wrong{"--database takes postgresql://…"};
}
}  // namespace

std::string_view usage() {
  return "usage: holdfast-hub --data DIR [OPTION VALUE]...\n"
         "Serves stores (TLS 1.3 with certificates of both sides) and operators.\n"
         "  --data DIR                   its authority, its token and, without --database, its SQLite file\n"
         "  --listen HOST:PORT           for stores; 0.0.0.0:18443\n"
         "  --operator-listen HOST:PORT  for operators and their page: plain on loopback, else TLS; 127.0.0.1:18080\n"
         "  --database postgresql://...  several hubs may share one;  --connections N  4\n"
         "  --host NAME                  a name that stores reach it by, any number of times\n"
         "  --certificate-life SECONDS   of stores' certificates; 7776000, which is 90 days\n"
         "  --keep-days N                old changes of masters; 90\n"
         "  --keep-log-days N            bodies of stores' events once they are booked; 0, which is for ever\n"
         "  --port-file FILE             gets both ports, a line each\n"
         "  --allow-private-targets      webhooks and connectors may call addresses of one's own network, and by http\n"
         "  --releases DIR               what `holdfast bundle publish` wrote, for stores; DIR/releases\n"
         "  --rollout-look, --update-ask, --signal-stretch SECONDS   how often rollouts are looked at, stores ask; by what\n"
         "                               stretches their signals are kept apart; 30, 60, 3600\n"
         "  --away-after SECONDS         of silence, and a site is said to be away; 90\n"
         "  --log-file FILE  --log-level debug|info|warn|error\n"
         "usage: holdfast-hub COMMAND --data DIR [--database URL] [--json]\n"
         "  token create --channel C [--tenant T] [--site-name N] [--valid-minutes N]\n"
         "  site list [--tenant T]\n"
         "  site revoke SITE [--tenant T]\n"
         "  site rebuild SITE [--tenant T]          its books anew from its log\n"
         "  site downsync|upsync|rebuild-masters|drain|pause|resume SITE [--direction up|down] [--reason TEXT] [--by NAME]\n"
         "                                          orders the store to do so; it hears of it with its next report\n"
         "  site directives SITE | site cancel SITE --directive ID [--by NAME]\n"
         "  audit [--by NAME] [--lines N] [--verify] what operators did; whether the chain of it holds\n"
         "  operator add|remove NAME | list         somebody with a token of their own; it is shown once\n"
         "  rollout create BUNDLE [--ring R] [--plan FILE] [--by NAME] | list | show ID | releases\n"
         "  rollout advance|resume ID [--by NAME]   rollout halt|rollback ID --reason TEXT [--by NAME]\n"
         "  maintain                                lets go now of what it lets go of every hour\n"
         "  carry-out take FILE [--answer FILE]     what somebody carried here from a store without a line\n"
         "  webhook add URL [--types order.*,shift.closed] [--signing hmac|ed25519] [--name N] | list\n"
         "  webhook rotate|enable|pause|remove|deliveries|dead-letters|replay ID\n"
         "  connector put ID --file DOCUMENT.json [--url URL] [--config FILE] | list\n"
         "  secret set NAME <VALUE | list | remove NAME\n"
         "  import FILE --channel C [--tenant T]    a catalogue (.csv, .json), prices with dates (.csv) or a store's document (.json)\n";
}

Settings settings_of(const std::vector<std::string>& arguments) {
  Settings settings;
  const std::map<std::string_view, std::function<void(const std::string&)>> options{
      {"--data", [&](const std::string& text) { settings.data = text; }},
      {"--database", [&](const std::string& text) { settings.database = text; }},
      {"--listen", [&](const std::string& text) { settings.listen = config::parse_listen(text); }},
      {"--operator-listen", [&](const std::string& text) { settings.operator_listen = config::parse_listen(text); }},
      {"--host", [&](const std::string& text) { settings.hosts.push_back(text); }},
      {"--port-file", [&](const std::string& text) { settings.port_file = text; }},
      {"--log-file", [&](const std::string& text) { settings.log_file = text; }},
      {"--log-level", [&](const std::string& text) { settings.log_level = level_of(text); }},
      {"--connections", [&](const std::string& text) { settings.connections = count_of(text); }},
      {"--certificate-life", [&](const std::string& text) { settings.certificate_life_s = number_of("--certificate-life", text, 5, 400LL * 86'400); }},
      {"--keep-days", [&](const std::string& text) { settings.keep_days = static_cast<int>(number_of("--keep-days", text, 1, 3650)); }},
      {"--keep-log-days", [&](const std::string& text) { settings.keep_log_days = static_cast<int>(number_of("--keep-log-days", text, 0, 3650)); }},
      {"--answer", [&](const std::string& text) { settings.answer = text; }},
      {"--types", [&](const std::string& text) { settings.types = text; }},
      {"--signing", [&](const std::string& text) { settings.signing = text; }},
      {"--name", [&](const std::string& text) { settings.site_name = text; }},
      {"--url", [&](const std::string& text) { settings.url = text; }},
      {"--file", [&](const std::string& text) { settings.file = text; }},
      {"--config", [&](const std::string& text) { settings.config = text; }},
      {"--away-after", [&](const std::string& text) { settings.away_after_s = number_of("--away-after", text, 1, 86'400); }},
      {"--direction", [&](const std::string& text) { settings.direction = text; }},
      {"--directive", [&](const std::string& text) { settings.directive = text; }},
      {"--reason", [&](const std::string& text) { settings.reason = text; }},
      {"--by", [&](const std::string& text) { settings.by = text; }},
      {"--releases", [&](const std::string& text) { settings.releases = text; }},
      {"--rollout-look", [&](const std::string& text) { settings.rollout_look_s = number_of("--rollout-look", text, 1, 3600); }},
      {"--update-ask", [&](const std::string& text) { settings.update_ask_s = number_of("--update-ask", text, 1, 86'400); }},
      {"--signal-stretch", [&](const std::string& text) { settings.signal_stretch_s = number_of("--signal-stretch", text, 1, 86'400); }},
      {"--lines", [&](const std::string& text) { settings.lines = number_of("--lines", text, 1, 200); }},
      {"--ring", [&](const std::string& text) { settings.ring = text; }},
      {"--plan", [&](const std::string& text) { settings.plan = text; }},
      {"--channel", [&](const std::string& text) { settings.channel = text; }},
      {"--tenant", [&](const std::string& text) { settings.tenant = text; }},
      {"--site-name", [&](const std::string& text) { settings.site_name = text; }},
      {"--valid-minutes", [&](const std::string& text) { settings.valid_minutes = text; }},
  };
  std::vector<std::string> words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--help" || argument == "-h")
      settings.help = true;
    else if (argument == "--version")
      settings.version = true;
    else if (argument == "--json")
      settings.json = true;
    else if (argument == "--verify")
      settings.verify = true;
    else if (argument == "--allow-private-targets")
      settings.private_targets = true;
    else if (const auto option = options.find(argument); option != options.end())
      option->second(value_of(arguments, i++));
    else if (argument.starts_with("-"))
      throw Wrong{"unknown option " + argument};
    else
      words.push_back(argument);
  }
  const std::string two = words.size() > 1 ? words[0] + " " + words[1] : std::string{};
  std::size_t used = 0;
  if (two == "token create" || two == "site list" || two == "site revoke" || two == "site rebuild" || two == "carry-out take" ||
      is_endpoint_command(two) || is_rollout_command(two) || is_directive_command(two) || is_audit_command(two))
    settings.command = two, used = 2;
  else if (!words.empty() && (words[0] == "import" || words[0] == "maintain" || words[0] == "audit"))
    settings.command = words[0], used = 1;
  if (words.size() > used + 1) throw Wrong{"unknown word `" + words[used + 1] + "`"};
  if (words.size() > used) settings.argument = words[used];
  check_needs(settings);
  return settings;
}
}  // namespace holdfast::command
