#include "cli/patient_backend.h"

#include <array>
#include <chrono>
#include <random>
#include <thread>

#include "base/digest.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds pause{100};

class PatientBackend : public Backend {
 public:
  PatientBackend(std::unique_ptr<Backend> backend, int seconds)
      : backend_{std::move(backend)}, seconds_{std::chrono::seconds{seconds}} {}

  Reply call(http::Method method, std::string_view target, std::string_view body, std::string_view key) override {
    const bool writes = method != http::Method::get && method != http::Method::head;
    const std::string own = writes && key.empty() ? fresh_key() : std::string{key};
    const Clock::time_point end = Clock::now() + seconds_;
    for (;;) {
      try {
        Reply reply = backend_->call(method, target, body, own);
        const bool away = reply.status >= 502 && reply.status <= 504;
        if (!away || Clock::now() >= end) return reply;
      } catch (const Stop&) {
        throw;
      } catch (const std::exception&) {
        if (Clock::now() >= end) throw;
      }
      std::this_thread::sleep_for(pause);
    }
  }
  commands::ImportReport import_catalogue(std::string_view text, ImportMode mode,
                                          const std::function<void(std::int64_t)>& seen) override {
    return backend_->import_catalogue(text, mode, seen);
  }

 private:
  static std::string fresh_key() {
    std::random_device random;
    std::array<std::uint8_t, 16> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    return to_hex(bytes);
  }
  std::unique_ptr<Backend> backend_;
  Clock::duration seconds_;
};
}  // namespace

std::unique_ptr<Backend> patient(std::unique_ptr<Backend> backend, int seconds) {
  return seconds > 0 ? std::make_unique<PatientBackend>(std::move(backend), seconds) : std::move(backend);
}
}  // namespace holdfast::cli
