#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "eft/terminal.h"
#include "eft/virtual_card.h"

/// A store with one card terminal, in virtual time: a till that works through baskets, a daemon that may crash between
/// any two effects, a disk that keeps what was committed, a line that may break, and the terminal with its journal. The
/// same seed and faults give the same run.
namespace holdfast::eft::world {
/// The terminal at the end of the line. Streams use exchange 0 and a link, request protocols one exchange a message.
class Device {
 public:
  virtual ~Device() = default;
  virtual bool accepts(Instant now) = 0;
  virtual void on_link_up(Instant now) = 0;
  virtual void on_link_lost(Instant now) = 0;
  virtual void on_exchange_lost(std::uint32_t, Instant) {}
  virtual void on_bytes(std::uint32_t exchange, std::string_view bytes, Instant now) = 0;
  virtual void on_time(Instant now) = 0;
  virtual std::optional<std::pair<std::uint32_t, std::string>> poll() = 0;
  virtual std::optional<Instant> deadline() = 0;
  virtual void power_cycle(Instant now) = 0;
  virtual VirtualJournal& journal() = 0;
  virtual bool is_charge(std::string_view bytes) const = 0;  ///< a message that can move money
};

/// What happens at one boundary: an opened link, a message either way, a commit.
enum class Fault {
  none,
  crash_before,  ///< the daemon dies, the effect does not happen
  crash_after,   ///< the effect happens, then the daemon dies
  cut_before,    ///< the line breaks, the message is lost
  cut_after,     ///< the message arrives, then the line breaks
  silence,       ///< from here on nothing arrives on this link, and nobody is told
  delay,         ///< it takes long
  power_before,  ///< the terminal loses power, the message is lost
  power_after,
  half,  ///< half of the message arrives, then silence
};
constexpr int fault_kinds = 10;
struct PlannedFault {
  int boundary = 0;
  Fault kind = Fault::none;
};

struct Basket {
  PaymentKind kind = PaymentKind::sale;
  std::int64_t amount = 1995;
  std::optional<std::size_t> takes_back = {};  ///< a reversal: which basket
  bool cashier_aborts = false;
  std::int64_t tip = 0, cashback = 0;  ///< asked for on top
};
struct Plan {
  std::uint64_t seed = 1;
  bool streams = true;
  std::vector<Basket> baskets;
  std::optional<ServiceKind> service_after;  ///< run once all baskets are done
  std::vector<PlannedFault> faults;
  bool grep_for_card = false;
  bool trace = false;
};
using MakeDriver = std::function<std::unique_ptr<EftTerminal>(std::string_view memory)>;

struct Report {
  std::vector<std::string> violations;
  int boundaries = 0;
  int persons = 0;  ///< attempts that only a person could settle
  int attempts = 0;
  int approved = 0;
  bool service_done = false;
  std::optional<DayTotals> totals;
  std::int64_t virtual_seconds = 0;
};

class World {
 public:
  World(Plan plan, Device& device, MakeDriver make);
  Report run();

 private:
  struct Attempt {
    PaymentRequest request;
    std::size_t basket;
    payments::AttemptState state = payments::AttemptState::created;
    std::string note;
    std::optional<Outcome> outcome;
    int charges_sent = 0;
    bool booked() const;
  };
  struct Event {
    Instant at;
    std::uint64_t order;
    enum class Kind {
      to_device,
      to_daemon,
      opened,
      refused,
      recorded,
      device_told,
      daemon_told,
      restart,
      abort,
      exchange_lost
    } kind;
    std::uint64_t epoch = 0;
    std::uint32_t exchange = 0;
    std::uint64_t number = 0;
    std::string bytes = {};
    friend bool operator>(const Event& a, const Event& b) { return a.at != b.at ? a.at > b.at : a.order > b.order; }
  };

  Fault boundary();
  void push(Event::Kind kind, std::int64_t after_us, std::uint32_t exchange = 0, std::uint64_t number = 0,
            std::string bytes = {});
  void deliver(Event event);
  bool is_open(std::uint32_t exchange) const;
  void pump();
  void pump_device();
  void act(const Action& action);
  void transmit(Event::Kind direction, std::uint32_t exchange, std::string bytes);
  void commit(const Record& record);
  void apply(const Record& record);
  void crash();
  void break_line(bool tell_daemon);
  void power_cycle();
  void start_daemon();
  void next_job();
  bool settle_open_attempt();
  bool start_basket();
  void violate(std::string what);
  void grep(std::string_view text);
  void trace(const Action& action) const;
  std::int64_t booked() const;
  void check_end();
  std::int64_t random(std::int64_t least, std::int64_t most);

  Plan plan_;
  Device& device_;
  MakeDriver make_;
  std::mt19937_64 random_;
  Instant now_{1'795'000'000'000'000};
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::uint64_t order_ = 0;
  std::uint64_t epoch_ = 1;
  bool silent_ = false;
  bool line_up_ = false;
  Instant outage_until_;
  std::uint32_t generation_ = 0;  // of the daemon: a dead one's answers reach nobody
  std::int64_t charged_before_;
  struct Exchange {
    std::uint32_t number = 0;
    std::uint64_t epoch = 0;
    bool open = false;
  };
  std::vector<Exchange> exchanges_ =
      std::vector<Exchange>(1);                    // as the device numbers them: each POST is a connection of its own
  std::map<std::uint64_t, Instant> last_arrival_;  // by direction and exchange: a line keeps its order
  Instant last_commit_;

  std::unique_ptr<EftTerminal> daemon_;
  bool working_ = false;
  std::optional<std::size_t> current_;
  bool service_running_ = false;
  Instant idle_until_;

  std::string memory_;             // on disk
  std::vector<Attempt> attempts_;  // on disk
  Report report_;
};
}  // namespace holdfast::eft::world
