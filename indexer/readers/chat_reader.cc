// Chats that WhatsApp exports as text: one document a message.
//
//   12.05.23, 14:02 - Ann Lee: To Shusha.         Android
//   [5/12/23, 2:02:11 PM] Ann Lee: To Shusha.     iOS
//
// A line that begins with no date goes on with the message above it. What the program itself
// says, and pictures without words, are left out and counted.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/extract/hashtags.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestChat = 256 << 20;
constexpr std::size_t kLongestWho = 80;
constexpr std::string_view kLeftToRight = "\xE2\x80\x8E";
constexpr std::string_view kNarrowBlank = "\xE2\x80\xAF";

// Where a message begins: the three numbers of its date, in the order of the place.
struct MessageHead {
  std::array<int, 3> date{};
  bool dots = false;
  int hour = 0;
  int minute = 0;
  std::string_view written{};
  std::size_t text = 0;  // offset of what comes after
};

class HeadReader {
 public:
  explicit HeadReader(std::string_view line) : line_(line) {}

  std::optional<MessageHead> read() {
    MessageHead head;
    skip_marks();
    const bool brackets = take('[');
    const std::size_t begin = at_;
    char between = 0;
    for (int& part : head.date) {
      if (&part != head.date.data()) {
        const char c = at_ < line_.size() ? line_[at_] : '\0';
        if ((c != '.' && c != '/' && c != '-') || (between != 0 && c != between))
          return std::nullopt;
        between = c;
        ++at_;
        take(' ');
      }
      if (!number(4, part)) return std::nullopt;
    }
    head.dots = between == '.';
    take('.');
    // Without a comma it is the log of a program.
    if (!take(',') && between == '-') return std::nullopt;
    if (!blanks() || !number(2, head.hour) || !(take(':') || take('.'))) return std::nullopt;
    if (!number(2, head.minute)) return std::nullopt;
    int second = 0;
    if (take(':') && !number(2, second)) return std::nullopt;
    head.written = line_.substr(begin, at_ - begin);
    half_of_day(head);
    if (brackets ? !take(']') : !(blanks() && take('-'))) return std::nullopt;
    if (!blanks() || head.hour > 23 || head.minute > 59) return std::nullopt;
    head.text = at_;
    return head;
  }

 private:
  bool take(char c) {
    if (at_ >= line_.size() || line_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool blanks() {
    const std::size_t begin = at_;
    while (at_ < line_.size()) {
      const std::string_view rest = line_.substr(at_);
      const std::size_t length = rest[0] == ' '                   ? 1
                                 : rest.starts_with("\xC2\xA0")   ? 2
                                 : rest.starts_with(kNarrowBlank) ? 3
                                                                  : 0;
      if (length == 0) break;
      at_ += length;
    }
    return at_ > begin;
  }
  void skip_marks() {
    while (line_.substr(at_).starts_with(kLeftToRight)) at_ += kLeftToRight.size();
  }
  bool number(std::size_t most, int& value) {
    std::size_t digits = 0;
    value = 0;
    while (digits < most && at_ < line_.size() && is_ascii_digit(line_[at_])) {
      value = value * 10 + (line_[at_++] - '0');
      ++digits;
    }
    return digits > 0;
  }
  // «PM», «p. m.».
  void half_of_day(MessageHead& head) {
    const std::size_t before = at_;
    blanks();
    const char half = at_ < line_.size() ? ascii_lower(line_[at_]) : '\0';
    if (half == 'a' || half == 'p') {
      ++at_;
      take('.');
      blanks();
      if (take('m') || take('M')) {
        take('.');
        if (half == 'p' && head.hour < 12) head.hour += 12;
        if (half == 'a' && head.hour == 12) head.hour = 0;
        return;
      }
    }
    at_ = before;
  }

  std::string_view line_;
  std::size_t at_ = 0;
};

std::string_view chat_line(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

struct ChatMessage {
  MessageHead head{};
  std::size_t begin = 0;  // of its words, the name included
  std::size_t end = 0;
};

enum class DateOrder { unknown, day_month, month_day, year_first };

// What the dates of a chat say together: a number over 12 is a day, and time goes on.
DateOrder order_of(const std::vector<ChatMessage>& messages) {
  bool day = true, month = true, day_goes_on = true, month_goes_on = true;
  const MessageHead* before = nullptr;
  for (const ChatMessage& m : messages) {
    const auto& d = m.head.date;
    if (d[0] > 31) return DateOrder::year_first;
    if (m.head.dots) return DateOrder::day_month;
    if (d[0] > 12) month = false;
    if (d[1] > 12) day = false;
    if (before) {
      const auto& b = before->date;
      const auto later = [&](int x, int y) {
        return std::array{d[2], d[static_cast<std::size_t>(x)], d[static_cast<std::size_t>(y)]} >=
               std::array{b[2], b[static_cast<std::size_t>(x)], b[static_cast<std::size_t>(y)]};
      };
      day_goes_on &= later(1, 0);
      month_goes_on &= later(0, 1);
    }
    before = &m.head;
  }
  if (day != month) return day ? DateOrder::day_month : DateOrder::month_day;
  if (day_goes_on != month_goes_on)
    return day_goes_on ? DateOrder::day_month : DateOrder::month_day;
  return DateOrder::unknown;
}

Date message_date(const MessageHead& head, DateOrder order) {
  const auto& d = head.date;
  std::array<int, 3> ymd{};
  if (order == DateOrder::day_month) ymd = {d[2], d[1], d[0]};
  if (order == DateOrder::month_day) ymd = {d[2], d[0], d[1]};
  if (order == DateOrder::year_first) ymd = d;
  std::optional<Date> date;
  if (order == DateOrder::unknown) {
    date = parse_date(head.written.substr(0, head.written.find_first_of(", ")));
  } else {
    if (ymd[0] < 100) ymd[0] += 2000;
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    date = parse_machine_date(std::to_string(ymd[0]) + '-' + two(ymd[1]) + '-' + two(ymd[2]) + 'T' +
                              two(head.hour) + ':' + two(head.minute));
  }
  if (!date) return {};
  date->text = head.written;
  return *date;
}

// «<Media omitted>», and what the program marks as its own words.
bool is_no_words(std::string_view words) {
  return words.empty() || words.starts_with(kLeftToRight) ||
         (words.starts_with('<') && words.ends_with('>') && words.find('\n') == words.npos &&
          words.size() < 80);
}

std::string chat_name(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  return name.empty() || name == "_chat" ? "WhatsApp" : std::string(name);
}

}  // namespace

bool looks_like_chat(std::string_view head) {
  std::size_t begins = 0, at = 0;
  for (int line = 0; line < 200 && at < head.size(); ++line) {
    const std::string_view text = chat_line(head, at);
    if (!trim(text).empty()) {
      const auto message = HeadReader(text).read();
      if (!message && begins == 0) return false;
      begins += message.has_value();
    }
    at += text.size() + 1;
  }
  return begins >= 2;
}

void read_chat(const FormatInput& input, std::string_view path, Collector& out) {
  const auto chat = decode_whole(input, kLongestChat, "a chat over 256 MiB; split it", out);
  if (!chat) return;
  const std::string_view text = chat->text;
  std::vector<ChatMessage> messages;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = chat_line(text, at);
    if (const auto head = HeadReader(line).read()) {
      if (!messages.empty()) messages.back().end = at;
      messages.push_back({*head, at + head->text, text.size()});
    }
    at += line.size() + 1;
  }
  const DateOrder order = order_of(messages);
  const std::string source = chat_name(path);
  std::uint64_t services = 0, silent = 0;
  for (const ChatMessage& m : messages) {
    const std::string_view words = text.substr(m.begin, m.end - m.begin);
    const std::size_t colon = words.substr(0, kLongestWho).find(": ");
    if (colon == words.npos || colon == 0 || words.substr(0, colon).find('\n') != words.npos ||
        words.starts_with(kLeftToRight)) {
      ++services;
      continue;
    }
    std::size_t begin = m.begin + colon + 2, end = m.end;
    while (end > begin && is_ascii_space(text[end - 1])) --end;
    if (is_no_words(text.substr(begin, end - begin))) {
      ++silent;
      continue;
    }
    Draft draft;
    Document& document = draft.document;
    Decoded own = slice(*chat, begin, end);
    document.text = std::move(own.text);
    document.source_map = std::move(own.runs);
    document.source = source;
    document.author = one_line(words.substr(0, colon));
    document.date = message_date(m.head, order);
    mark_hashtags(document.text, 0, document.parts);
    out.give(std::move(draft));
  }
  if (services + silent > 0)
    out.report({"",
                "left out: " + std::to_string(services) + " service message(s), " +
                    std::to_string(silent) + " without text",
                false});
}

}  // namespace byname
