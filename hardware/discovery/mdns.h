#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "discovery/candidate.h"

/// Multicast DNS (RFC 6762) and service discovery (RFC 6763), as much as it takes to ask a subnet once for its
/// printers. Bytes in and out; run_discovery has the sockets.
namespace holdfast::discovery::mdns {
enum class Type : std::uint16_t { a = 1, ptr = 12, txt = 16, srv = 33 };
struct Question {
  std::string name;  ///< `_ipp._tcp.local`; without the last dot
  Type type = Type::ptr;
  friend auto operator<=>(const Question&, const Question&) = default;
};
/// One packet that asks to be answered directly (the QU bit). No name longer than 255 bytes, no label longer than 63.
std::string encode_query(std::span<const Question> questions);

struct Record {
  std::string name;
  Type type = Type::ptr;
  std::string target = {};                       ///< PTR, SRV; A: the address in figures
  std::uint16_t port = 0;                        ///< SRV
  std::map<std::string, std::string> text = {};  ///< TXT: keys in lower case, the first of each (RFC 6763 6.4)
  friend bool operator==(const Record&, const Record&) = default;
};
/// The records of an answer that we know a use for; refuses what is no answer, is cut short or points in circles. Dots
/// within a label come out as `\.`; at most 200 records are looked at.
Result<std::vector<Record>> decode_answer(std::string_view packet);

/// The services that printers announce.
std::span<const std::string_view> printer_services();
/// Somebody who announces a service.
struct Place {
  std::string service, address;  ///< `_holdfast._tcp`, `192.168.1.7`
  std::uint16_t port = 0;
  friend bool operator==(const Place&, const Place&) = default;
};
/// What was learnt of a subnet so far, put together: of these services, which outlive it.
class Subnet {
 public:
  explicit Subnet(std::span<const std::string_view> services = printer_services()) : kinds_{services} {}
  void add(const std::vector<Record>& records);
  /// What has to be asked to complete what is known; nothing twice.
  std::vector<Question> open_questions();
  std::vector<Candidate> candidates() const;  ///< of printers
  std::vector<Place> places() const;          ///< those whose address and port are known

 private:
  static constexpr std::size_t most_instances = 200;
  struct Service {
    std::string kind;  ///< `_pdl-datastream._tcp`
    std::string host;
    std::uint16_t port = 0;
    std::map<std::string, std::string> text;
  };
  std::span<const std::string_view> kinds_;
  std::map<std::string, Service> services_;       // by instance name
  std::map<std::string, std::string> addresses_;  // by host name in lower case
  std::map<Question, int> asked_;
};
}  // namespace holdfast::discovery::mdns
