#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace holdfast::events {
/// Event bodies as they lie in the file: events repeat one envelope, so zstd with a dictionary stores a sale's events in a
/// fifth of their bytes. Hashes are over the plain body, never over what is stored.
class EventCodec {
 public:
  EventCodec();
  ~EventCodec();
  EventCodec(const EventCodec&) = delete;
  EventCodec& operator=(const EventCodec&) = delete;

  enum class Coding { plain = 0, zstd_dictionary_1 = 1 };
  struct Encoded {
    std::string_view bytes;   ///< valid until the next encode()
    Coding coding;
  };
  Encoded encode(std::string_view body);
  /// Throws db::Failure when the stored bytes are not what encode() makes.
  std::string decode(std::string_view stored, int coding);

 private:
  struct Zstd;
  std::unique_ptr<Zstd> zstd_;
  std::string buffer_;
};
}  // namespace holdfast::events
