#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::fiscal {
/// What is asked of a signing unit's certificate (X.509); whether it is to be trusted is the authorities' to judge.
struct Certificate {
  std::string serial;  ///< hexadecimal, lower case
  std::string point;   ///< of its P-256 key, 65 bytes; empty for another kind
  std::string der;
};
/// Those in a text of PEM blocks, in their order; other blocks, such as a key, are passed over.
std::vector<Certificate> certificates_in(std::string_view pem);
}  // namespace holdfast::fiscal
