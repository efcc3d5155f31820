#pragma once
#include <libusb-1.0/libusb.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "link/byte_stream.h"
#include "link/courier.h"

namespace holdfast::link {
/// What the I/O thread knows of a printer on USB.
struct UsbNews {
  enum class Line { opening, open, closed };
  Line line = Line::opening;
  Outcome end;                      ///< why it is closed, or was never open
  std::vector<std::uint8_t> inbox;  ///< bytes that were not read yet
  bool written = false;             ///< the piece under way has ended: `writing`
  Outcome writing;
  std::optional<std::vector<std::uint8_t>> control;  ///< answer to the question asked last; empty: none
};

/// One open printer, on a thread of its own that begins with start() and ends by itself after close(). The thread holds
/// it too, so a printer that hangs in the kernel costs a thread, never a wait.
class UsbWorker : public std::enable_shared_from_this<UsbWorker> {
 public:
  using News = Courier<UsbNews>;
  enum class Question : std::uint8_t { device_id = 0, port_status = 1 };  ///< bRequest
  UsbWorker(UsbAddress address, std::shared_ptr<News> news) : address_{std::move(address)}, news_{std::move(news)} {}
  static void start(std::shared_ptr<UsbWorker> self);
  static int running();  ///< threads of printers that are open, or are just being left

  // Any thread.
  void write(std::vector<std::uint8_t> piece);
  void stop_writing();  ///< the piece ends soon, with what the printer took of it
  void ask(Question question);
  void taken(std::size_t bytes);  ///< read from the inbox
  void close();

 private:
  struct Release {
    void operator()(libusb_context* context) const { libusb_exit(context); }
    void operator()(libusb_device_handle* handle) const { libusb_close(handle); }
    void operator()(libusb_transfer* transfer) const { libusb_free_transfer(transfer); }
  };
  template <class T>
  using Handle = std::unique_ptr<T, Release>;
  struct Plan {  // what was asked for from outside
    std::optional<std::vector<std::uint8_t>> piece;
    std::optional<Question> question;
    bool stop_writing = false, close = false;
  };
  void run();
  Outcome open();
  Outcome choose_interface(libusb_device* device);
  Outcome claim();
  static Outcome of_libusb(const char* what, int code);  ///< libusb's word for it, with a hint where there is one
  void work();
  Plan take_plan();
  void begin_read();
  void begin_write(std::vector<std::uint8_t> piece);
  void answer(Question question);
  void on_read();
  void on_written();
  void lose(Outcome why);
  void finish();
  void wake();

  UsbAddress address_;
  std::shared_ptr<News> news_;

  std::mutex mutex_;  // of the plan, of `unread_` and of `waker_`
  Plan plan_;
  std::size_t unread_ = 0;
  libusb_context* waker_ = nullptr;

  // The thread's own.
  Handle<libusb_context> context_;
  Handle<libusb_device_handle> device_;
  int interface_ = -1, setting_ = 0;
  std::uint8_t in_ = 0, out_ = 0;
  Handle<libusb_transfer> reading_, writing_;
  std::vector<std::uint8_t> read_buffer_, write_buffer_;
  bool read_under_way_ = false, write_under_way_ = false, lost_ = false;
  std::chrono::steady_clock::time_point next_read_;
};
}  // namespace holdfast::link
