#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace holdfast::link {
/// What a printer says it is (IEEE 1284 device id, USB printer class GET_DEVICE_ID): `MFG:…;MDL:…;CMD:…;`.
struct Ieee1284Id {
  std::string manufacturer;  ///< MFG, MANUFACTURER
  std::string model;         ///< MDL, MODEL
  std::string commands;      ///< CMD, COMMAND SET
  std::string serial;        ///< SN, SERN, SERIALNUMBER
  friend bool operator==(const Ieee1284Id&, const Ieee1284Id&) = default;
};
/// `answer` begins with two bytes of length, big-endian, themselves included; clones send it little-endian or wrong, so
/// it only shortens the text when it can be right. Never fails: what cannot be read is empty; what is not printable is
/// left out.
Ieee1284Id parse_ieee1284_id(std::span<const std::uint8_t> answer);
}  // namespace holdfast::link
