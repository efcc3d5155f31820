#pragma once
#include <memory>
#include <vector>

#include "http/message.h"
#include "panel/station.h"

namespace holdfast::panel {
/// The control API of the virtual devices, and their page.
///   GET /                      the page
///   GET /devices               {items: [{name, kind, address, connected}]}
///   GET /<name>                how the device is; PATCH changes it and breaks it
///   POST /<name>/<action>      what somebody does to it: printer_station.h, terminal_station.h, line_stations.h say
///   what
/// A wrong body is 400 with a line of text; every other answer to PATCH and POST is how the device is now.
class Panel {
 public:
  void add(std::unique_ptr<Station> station) { stations_.push_back(std::move(station)); }
  http::Response answer(const http::Request& request);

 private:
  http::Response list() const;
  http::Response change(Station& station, const std::string& body);
  http::Response act(Station& station, std::string_view action, const std::string& body);
  std::vector<std::unique_ptr<Station>> stations_;
};
}  // namespace holdfast::panel
