#include "update/neighbours.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "discovery/run_mdns.h"

namespace holdfast::update {
namespace {
namespace asio = boost::asio;
constexpr std::chrono::seconds longest{10};  // it asks for two; a machine may be busy
}  // namespace

Neighbourhood Neighbourhood::of_environment() {
  Neighbourhood out;
  const char* named = std::getenv("HOLDFAST_MDNS");
  const std::string text = named != nullptr ? named : "";
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return out;
  out.group = text.substr(0, colon);
  std::from_chars(text.data() + colon + 1, text.data() + text.size(), out.port);
  return out;
}

std::vector<std::string> neighbours(const Neighbourhood& where, std::size_t most) {
  asio::io_context io;
  std::vector<discovery::mdns::Place> places;
  asio::co_spawn(io, discovery::ask_mdns_for("_holdfast._tcp", where.group, where.port),
                 [&places](const std::exception_ptr& failed, std::vector<discovery::mdns::Place> found) {
                   if (!failed) places = std::move(found);  // no network: nobody is near
                 });
  io.run_for(longest);
  std::vector<std::string> out;
  for (const auto& place : places) {
    std::string address = "https://" + place.address + ":" + std::to_string(place.port);
    if (out.size() < most && std::ranges::find(out, address) == out.end()) out.push_back(std::move(address));
  }
  return out;
}
}  // namespace holdfast::update
