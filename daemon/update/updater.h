#pragma once
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "db/migrate.h"
#include "edge/retry.h"
#include "rollout/fetch.h"
#include "rollout/time_floor.h"
#include "store/store.h"
#include "update/releases.h"
#include "update/source.h"

namespace holdfast::update {
std::string_view architecture();  ///< of this program, as Debian says it

enum class Stage { idle, fetching, waiting, switching };
std::string_view name_of(Stage stage);

/// What the hub wishes: `UpdateWish` in schema/sync.yaml.
struct Wish {
  enum class Want { nothing, release, release_before } want = Want::nothing;
  std::string target, sha256;
  std::int64_t counter = 0, least_safe = 0, bytes_per_second = 0;
  rollout::Span protocol;
  std::int64_t ask_again_s = 300;
  std::string hub_release;  ///< empty: it does not say
};
/// What the launcher says of itself (launch.h, `launcher_variable`); an older one says nothing, and keeps the first
/// contract.
struct LauncherSays {
  std::int64_t contract = 1;
  std::string release;
};
LauncherSays read_launcher(std::string_view said);
Result<Wish> read_wish(std::string_view text);

struct Status {
  bool managed = false;
  Running running;
  LauncherSays launcher;
  Instant since;  ///< this process
  std::optional<rollout::Before> before;
  std::optional<rollout::NoWayBack> no_way_back;  ///< nothing: what is before can be gone back to
  Stage stage = Stage::idle;
  Journey journey;  ///< of anything but idle
  int percent = 0;
  std::int64_t bytes = 0, bytes_of = 0;
  std::string form;       ///< `whole`, `packed`, `delta`
  std::string waits_for;  ///< `window`, `payment`, `cart`, `shift`, `hub`, `line`, `disk`
  Cause problem;
  std::optional<Instant> opens_at, heard;  ///< the window; the hub's last wish
  std::optional<Past> last;
  std::vector<std::string> bad;
  std::vector<std::string> sticks;
  rollout::UpdatePolicy policy;
};
/// What runs here, with the launcher: the versions that a release's matrix is held against.
std::vector<rollout::Component> components_of(const Status& status);
std::string status_json(const Status& status, int utc_offset_min);
std::string history_json(const std::vector<Past>& history, int utc_offset_min);
/// `UpdateReport` of schema/sync.yaml; `signals` is a JSON object, or empty.
std::string report_json(const Status& status, const db::Schema& schema, std::string_view signals);

/// Brings a release to this store and puts it in place at its moment: one thread, which asks the hub, fetches, unpacks
/// and waits; what it is at lies on the disk, so it goes on after any end. It never replaces anything itself: it arms
/// the launcher and asks the daemon to make place (exit 75).
class Updater {
 public:
  struct Parts {
    boost::asio::io_context& io;
    store::Store& store;
    std::filesystem::path releases, data;          ///< `releases` empty: not under the launcher
    std::function<void(const std::string&)> tell;  ///< I/O thread: the state of the moment, status_json()
    std::function<void()> make_place;              ///< I/O thread: end with 75
    std::function<std::string()> signals = {};     ///< any thread: what the store counted, for the report; may be unset
    std::string launcher = {};                     ///< what it says of itself
  };
  explicit Updater(Parts parts);
  ~Updater() { stop(); }
  Updater(const Updater&) = delete;
  Updater& operator=(const Updater&) = delete;
  void start();
  void stop();

  // Any thread; what is asked for is done soon.
  Status status() const;
  std::vector<Past> history();
  void check_now();                    ///< the hub, and sticks
  void take_from(std::string folder);  ///< a repository on a stick
  Result<> now();                      ///< what waits, without the window; refuses when nothing waits
  Result<> back();                     ///< the release before; refuses when no way leads there, with what does instead
  Result<> clear_bad(const std::string& digest);
  Result<> set_policy(const rollout::UpdatePolicy& policy);
  /// Bytes that another appliance asks for; nothing when we have not all of them, or do not share.
  std::optional<std::string> shared(const std::string& digest, std::uint64_t offset, std::uint64_t bytes);

 private:
  struct Orders {
    bool check = false, back = false, wake = false;
    std::optional<bool> forced;
    std::string stick, clear;
  };
  struct Later {  ///< not now: the line, the disk; it is tried again
    std::string waits_for;
    Cause why;
  };
  struct Refused {
    Outcome outcome;
    Cause why;
  };
  void run();
  void turn();
  void settle();  ///< after a start: what became of the release that was armed
  void ask_hub();
  void follow();
  void look_for_sticks(bool everywhere);
  void take_stick(const std::string& folder);
  void bring(Source& source, const std::string& target, const std::string& digest, rollout::Expiry expiry);
  rollout::UpdateSession::Found find(Source& source, const std::string& target, rollout::Expiry expiry);
  std::string fetch(Source& source, const rollout::Form& form);
  std::string unpack(const rollout::Form& form, const std::string& bytes, std::uint64_t length);
  void fetch_run(Source& source, rollout::Fetch& fetch, const rollout::Fetch::Run& run,
                 std::vector<std::unique_ptr<PeerSource>>& peers);
  Source::Got ask_peer(Source& peer, Source& source, const std::string& digest, const rollout::Fetch::Run& run);
  void look_for_the_moment();
  void arm();
  void disarm(const Error& why);
  bool let_go();
  void change_over(const store::Write& look);
  void require_room(std::uint64_t bytes) const;
  void pause_for(std::int64_t bytes);
  void give_up(Journey journey, const Refused& refused);
  rollout::SiteFacts facts();
  void look_back();  ///< whether the release before can be gone back to
  void update(const std::function<void(Status&)>& change);
  bool wait(std::chrono::milliseconds patience);
  void say();
  Instant now_here() const;
  Instant time_to_judge_by();
  void keep_passed_time();
  void keep_time(const rollout::UpdateSession& session, Instant judged_at, rollout::Expiry expiry);
  int offset_min() const;
  const std::filesystem::path& store_file() const { return parts_.store.options().file; }

  Parts parts_;
  Releases releases_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  Orders orders_;
  Status status_;
  bool stopping_ = false;
  enum class Leaving { no, asked, let_go } leaving_ = Leaving::no;  ///< how far the end has come that arm() asked for
  std::optional<Error> calls_off_;                                  ///< why it is not now, after all
  Source* running_source_ = nullptr;

  // The thread's own.
  Wish wish_;
  std::string owed_;  ///< what the store counted, until the hub has heard it
  std::string said_;  ///< the last report, without signals
  std::chrono::steady_clock::time_point ask_at_, again_at_;
  std::optional<edge::ByteBudget> budget_;
  rollout::TimeFloor floor_;
  Instant floor_kept_;                           ///< as it lies on the disk
  std::map<std::string, std::string> given_up_;  ///< digests, and why, until something changes
  std::thread thread_;
};
}  // namespace holdfast::update
