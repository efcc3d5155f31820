#include "base/check.h"
#include "base/json_writer.h"
#include "eft/card_data.h"
#include "eft/nexo_terminal.h"
#include "eft/texts.h"

/// Log-in, reconciliation, diagnosis; and what the terminal asks of the till while a payment runs.
namespace holdfast::eft {
namespace {
constexpr std::int64_t service_limit_s = 60;

const Json* member(const Json* object, std::string_view name) {
  return object != nullptr && object->is_object() ? object->find(name) : nullptr;
}
std::string text(const Json* object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}
std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}
/// Event names of the status display, as our keys.
std::string progress_key(const std::string& event) {
  if (event == "TENDER_CREATED" || event == "CARD_INSERTED")
    return event == "CARD_INSERTED" ? "eft.status.card_inserted" : "eft.job.started";
  if (event == "CARD_PRESENTED" || event == "WAIT_FOR_CARD") return "eft.status.insert_card";
  if (event == "PIN_ENTERED" || event == "PROVIDE_PIN") return "eft.status.pin_pad";
  if (event == "REMOVE_CARD" || event == "CARD_REMOVED") return "eft.status.remove_card";
  return "eft.status.terminal_text";
}
}  // namespace

void NexoTerminal::serve(Instant now) {
  check(service_.has_value());
  NexoHeader request = header(*service_ == ServiceKind::log_in    ? "Login"
                              : *service_ == ServiceKind::day_end ? "Reconciliation"
                                                                  : "Diagnosis");
  request.service_id = next_service_id();
  exchange_ = post(*service_ == ServiceKind::log_in    ? nexo_login(request, settings_.software, now)
                   : *service_ == ServiceKind::day_end ? nexo_reconciliation(request)
                                                       : nexo_diagnosis(request, *service_ == ServiceKind::diagnosis));
  timer_ = now.plus_seconds(service_limit_s);
}

void NexoTerminal::on_service_answer(const Result<NexoMessage>& message) {
  using Outcome = ServiceReport::Result;
  if (!message) return finish_service(Outcome::unknown, "eft.result.incomplete_answer", {});
  const NexoResponse response = decode_nexo_response(message->body);
  report_.detail = response.detail;
  if (response.result == NexoResponse::Result::missing)
    return finish_service(Outcome::unknown, "eft.result.incomplete_answer", {});
  if (response.result == NexoResponse::Result::failure)
    return finish_service(Outcome::refused, std::string{condition_key(response.condition)}, response.condition);
  if (*service_ == ServiceKind::day_end) report_.totals = decode_nexo_totals(message->body, settings_.currency);
  const std::string status = text(member(&message->body, "POIStatus"), "GlobalStatus");
  finish_service(Outcome::done,
                 status == "Busy"          ? "eft.result.busy"
                 : status == "Unreachable" ? "eft.result.unavailable"
                                           : "eft.result.approved",
                 status);
}

void NexoTerminal::finish_service(ServiceReport::Result result, std::string key, std::string code) {
  stage_ = Stage::idle;
  timer_.reset();
  report_.result = result;
  report_.text_key = std::move(key);
  report_.code = std::move(code);
  service_.reset();
  actions_.push_back(ServiceFinished{std::move(report_)});
}

void NexoTerminal::reply(const NexoMessage& request, std::string_view payload_name, const std::string& payload) {
  NexoHeader answer = request.header;
  answer.type = "Response";
  actions_.push_back(Send{0, sealed(nexo_message("SaleToPOIResponse", answer, payload_name, payload))});
}

void NexoTerminal::on_terminal_request(const NexoMessage& message, Instant) {
  if (message.payload == "EventNotification") {  // has no answer
    const std::string event = text(&message.body, "EventToNotify");
    return show(event == "Reject" ? "eft.result.message_format" : "eft.status.terminal_text", event);
  }
  if (message.payload == "DisplayRequest") {
    std::string results;
    JsonWriter json{results};
    json.begin_object().key("OutputResult").begin_array();
    const Json* outputs = member(&message.body, "DisplayOutput");
    if (outputs != nullptr && outputs->is_array())
      for (const Json& output : outputs->items()) {
        const Json* content = member(&output, "OutputContent");
        const std::string shown = content != nullptr ? joined(decode_nexo_output(*content)) : std::string{};
        show(progress_key(shown), shown);
        json.begin_object()
            .member("Device", text(&output, "Device"))
            .member("InfoQualify", text(&output, "InfoQualify"));
        json.key("Response").begin_object().member("Result", "Success").end_object().end_object();
      }
    json.end_array().end_object();
    return reply(message, "DisplayResponse", results);
  }
  if (message.payload == "PrintRequest") {
    const Json* output = member(&message.body, "PrintOutput");
    const Json* content = member(output, "OutputContent");
    std::vector<ReceiptLine> lines;
    const ReceiptCopy copy =
        text(output, "DocumentQualifier") == "CustomerReceipt" ? ReceiptCopy::customer : ReceiptCopy::merchant;
    if (content != nullptr)
      for (std::string& line : decode_nexo_output(*content)) lines.push_back({.copy = copy, .text = std::move(line)});
    record({.lines = std::move(lines)}, After::nothing);
    std::string payload;
    JsonWriter json{payload};
    json.begin_object().member("DocumentQualifier", text(output, "DocumentQualifier"));
    json.key("Response").begin_object().member("Result", "Success").end_object().end_object();
    return reply(message, "PrintResponse", payload);
  }
  if (message.payload != "InputRequest") return;
  const std::string command = text(member(&message.body, "InputData"), "InputCommand");
  const Json* shown = member(member(&message.body, "DisplayOutput"), "OutputContent");
  Question question;
  question.number = ++question_;
  question.kind = command == "GetMenuEntry"                                ? Question::Kind::menu
                  : command == "GetConfirmation" || command == "GetAnyKey" ? Question::Kind::yes_no
                                                                           : Question::Kind::text;
  question.key = "eft.ask.terminal_question";
  if (shown != nullptr) question.text = joined(decode_nexo_output(*shown));
  input_ = message;
  actions_.push_back(std::move(question));
}

void NexoTerminal::on_cashier(const CashierAnswer& answer, Instant) {
  if (!input_ || answer.number != question_) return;
  const std::string command = text(member(&input_->body, "InputData"), "InputCommand");
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .key("InputResult")
      .begin_object()
      .member("Device", text(member(&input_->body, "InputData"), "Device"));
  json.member("InfoQualify", "Input").key("Response").begin_object().member("Result", "Success").end_object();
  json.key("Input").begin_object().member("InputCommand", command);
  if (command == "GetConfirmation")
    json.member("ConfirmedFlag", answer.yes);
  else if (command == "DigitString" || command == "DecimalString" || command == "TextString")
    json.member(command == "TextString" ? "TextInput" : "DigitInput", scrub_card_numbers(answer.text));
  json.end_object().end_object().end_object();
  reply(*input_, "InputResponse", payload);
  input_.reset();
}
}  // namespace holdfast::eft
