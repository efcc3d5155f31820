#include <algorithm>
#include <array>

#include "discovery/mdns.h"
#include "escpos/printer_profile.h"

namespace holdfast::discovery::mdns {
namespace {
constexpr std::array<std::string_view, 3> services{"_pdl-datastream._tcp", "_printer._tcp", "_ipp._tcp"};
constexpr std::uint16_t raw_port = 9'100;
constexpr int most_asked = 2;

std::string lower(std::string text) {
  for (char& letter : text)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  return text;
}
/// `Front desk._ipp._tcp.local` without its service.
std::string instance_of(const std::string& name) {
  const std::size_t service = name.find("._");
  std::string out;
  for (std::size_t i = 0; i < std::min(service, name.size()); ++i)
    if (name[i] != '\\' || (i > 0 && name[i - 1] == '\\')) out += name[i];
  return out;
}
std::string value_of(const std::map<std::string, std::string>& text, const char* key) {
  const auto found = text.find(key);
  return found == text.end() ? std::string{} : found->second;
}
/// `(TM-T88V)`, as PostScript names products.
std::string bare(std::string text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') return text.substr(1, text.size() - 2);
  return text;
}
}  // namespace

std::span<const std::string_view> printer_services() { return services; }

void Subnet::add(const std::vector<Record>& records) {
  for (const Record& record : records) {
    if (record.type == Type::a) {
      if (addresses_.size() < most_instances) addresses_[lower(record.name)] = record.target;
      continue;
    }
    const std::string& instance = record.type == Type::ptr ? record.target : record.name;
    const auto kind = std::ranges::find_if(kinds_, [&](std::string_view service) {
      return lower(instance).ends_with("." + std::string{service} + ".local");
    });
    if (kind == kinds_.end() || (services_.size() >= most_instances && !services_.contains(instance))) continue;
    Service& service = services_[instance];
    service.kind = *kind;
    if (record.type == Type::srv) service.host = record.target, service.port = record.port;
    if (record.type == Type::txt) service.text = record.text;
  }
}

std::vector<Question> Subnet::open_questions() {
  std::vector<Question> out;
  const auto ask = [&](const std::string& name, Type type) {
    const Question question{name, type};
    // An instance's own dots cannot be written down again as labels; such printers say everything at once or stay away.
    if (name.find('\\') == std::string::npos && out.size() < 20 && asked_[question]++ < most_asked)
      out.push_back(question);
  };
  for (const auto& [instance, service] : services_) {
    if (service.host.empty()) ask(instance, Type::srv);
    if (service.text.empty()) ask(instance, Type::txt);
    if (!service.host.empty() && !addresses_.contains(lower(service.host))) ask(service.host, Type::a);
  }
  return out;
}

std::vector<Place> Subnet::places() const {
  std::vector<Place> found;
  for (const auto& [instance, service] : services_)
    if (const auto address = addresses_.find(lower(service.host)); address != addresses_.end() && service.port != 0)
      found.push_back({service.kind, address->second, service.port});
  return found;
}

std::vector<Candidate> Subnet::candidates() const {
  std::vector<Candidate> found;
  for (const auto& [instance, service] : services_) {
    const auto address = addresses_.find(lower(service.host));
    if (address == addresses_.end()) continue;
    Candidate out;
    out.kind = "receipt_printer";
    out.source = Source::mdns;
    out.told_by = service.kind;
    const bool raw = service.kind == services[0];
    out.address = "tcp://" + address->second + ":" + std::to_string(raw && service.port != 0 ? service.port : raw_port);
    out.maker = value_of(service.text, "usb_mfg");
    for (const std::string& name : {value_of(service.text, "usb_mdl"), bare(value_of(service.text, "product")),
                                    value_of(service.text, "ty"), instance_of(instance)}) {
      if (name.empty()) continue;
      if (out.model.empty()) out.model = name;
      const escpos::PrinterProfile* profile = escpos::find_profile_by_name(name);
      if (profile == nullptr || !out.profile.empty()) continue;
      out.model = name;
      out.profile = profile->id;
    }
    // A printer of letters announces itself just so; only a name that we know tells them apart.
    out.certainty = !out.profile.empty() ? Certainty::known : Certainty::possible;
    found.push_back(std::move(out));
  }
  return found;
}
}  // namespace holdfast::discovery::mdns
