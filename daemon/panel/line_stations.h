#pragma once
#include "emulator/run_device.h"
#include "emulator/virtual_display.h"
#include "emulator/virtual_scale.h"
#include "emulator/virtual_scanner.h"
#include "panel/station.h"

namespace holdfast::panel {
/// What all devices behind a byte line have: POST unplug, plug, drop; `powered` and `faults`.
class LineStation : public Station {
 public:
  LineStation(std::string name, emulator::DevicePort& port, emulator::LineFaults& faults)
      : Station{std::move(name)}, port_{port}, faults_{faults} {}
  std::string address() const override { return port_.address(); }
  bool connected() const override { return port_.connected(); }
  bool act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) override;

 protected:
  void write_line(JsonWriter& json) const;
  emulator::DevicePort& port_;
  emulator::LineFaults& faults_;
};

/// GET {protocol, goods, zero, tare, capacity, unit, inMotion, range, shows, questions}; PATCH {goods: "0.482",
/// settleMs: goods swing so long, inMotion, capacity, fault: "none"|"outside_zero_range"|"memory", faults}. Goods below
/// the zero show as under it, above the capacity as over it. `goods` is what lies there before zero and tare.
class ScaleStation : public LineStation {
 public:
  ScaleStation(std::string name, emulator::VirtualScale& scale, emulator::DevicePort& port,
               emulator::LineFaults& faults)
      : LineStation{std::move(name), port, faults}, scale_{scale} {}
  std::string_view kind() const override { return "scale"; }
  void write(JsonWriter& json) const override;
  void change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) override;

 private:
  emulator::VirtualScale& scale_;
};

/// GET {scans}; POST scan {data, symbology: "ean13", aim: identifiers are sent (true)}: nothing while nobody listens.
class ScannerStation : public LineStation {
 public:
  ScannerStation(std::string name, emulator::VirtualScanner& scanner, emulator::DevicePort& port,
                 emulator::LineFaults& faults)
      : LineStation{std::move(name), port, faults}, scanner_{scanner} {}
  std::string_view kind() const override { return "scanner"; }
  void write(JsonWriter& json) const override;
  void change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) override;
  bool act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) override;

 private:
  emulator::VirtualScanner& scanner_;
};

/// GET {dialect, rows: [20 letters, 20 letters], brightness, cursor, skipped, bytes}.
class DisplayStation : public LineStation {
 public:
  DisplayStation(std::string name, emulator::VirtualDisplay& display, emulator::DevicePort& port,
                 emulator::LineFaults& faults)
      : LineStation{std::move(name), port, faults}, display_{display} {}
  std::string_view kind() const override { return "customer_display"; }
  void write(JsonWriter& json) const override;
  void change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) override;

 private:
  emulator::VirtualDisplay& display_;
};
}  // namespace holdfast::panel
