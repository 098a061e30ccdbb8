// Mailboxes: letters one below the other, as Unix (mbox), MMDF and Rmail (Babyl) keep them.
#include <algorithm>
#include <utility>

#include "indexer/readers/formats.h"
#include "indexer/readers/letter.h"
#include "indexer/readers/mail_headers.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kMailPiece = 1 << 20;
constexpr std::string_view kMmdfMark = "\x01\x01\x01\x01";
constexpr std::string_view kBabylHead = "BABYL OPTIONS:";
constexpr std::string_view kBabylEnd = "\x1F";
constexpr std::string_view kEndOfHeads = "*** EOOH ***";

enum class Mailbox { none, unix_from, mmdf, babyl };

// "From ann@x.org Thu Feb  2 13:15:00 2023": only with a time and a year is it no sentence.
bool is_from_line(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 1000) return false;
  bool time = false;
  for (std::size_t i = 5; i + 5 <= line.size(); ++i) {
    const auto digits = [&](std::size_t from, std::size_t n) {
      return std::all_of(line.begin() + static_cast<std::ptrdiff_t>(from),
                         line.begin() + static_cast<std::ptrdiff_t>(from + n), is_ascii_digit);
    };
    if (line[i + 2] == ':' && digits(i, 2) && digits(i + 3, 2)) time = true;
    if (time && line[i] == ' ' && digits(i + 1, 4) && line[i + 1] >= '1' && line[i + 1] <= '2')
      return true;
  }
  return false;
}

Mailbox kind_of(std::string_view head) {
  const std::size_t line = head.find('\n');
  if (line == head.npos) return Mailbox::none;
  if (head.starts_with(kBabylHead)) return Mailbox::babyl;
  Mailbox kind = Mailbox::none;
  if (is_from_line(head.substr(0, line))) kind = Mailbox::unix_from;
  if (trim(head.substr(0, line)) == kMmdfMark) kind = Mailbox::mmdf;
  if (kind == Mailbox::none || read_mail_head(head, line + 1).fields.empty()) return Mailbox::none;
  return kind;
}

// The heads of a letter in Babyl stand twice, as they came and as they were shown. The letter
// with the first of them, of the same length: what stands between becomes a field of its own.
void join_heads(std::string& letter) {
  const std::size_t labels = std::min(letter.find('\n'), letter.size() - 1) + 1;
  const bool reformed = letter.starts_with('1');
  std::size_t heads_end = letter.find(kEndOfHeads);
  if (heads_end == letter.npos) return;
  std::size_t shown = letter.find('\n', heads_end);
  shown = shown == letter.npos ? letter.size() : shown + 1;
  if (!reformed || trim(std::string_view(letter).substr(labels, heads_end - labels)).empty()) {
    // All that stands above the heads becomes one.
    std::fill(letter.begin(), letter.begin() + static_cast<std::ptrdiff_t>(shown), ' ');
    letter.replace(0, 2, "X:");
    letter[shown - 1] = '\n';
    return;
  }
  letter.replace(0, 2, "X:");
  const std::size_t unix_end = letter.find("\n\n", shown);
  std::size_t end = unix_end == letter.npos ? letter.size() : unix_end + 1;
  if (const std::size_t dos = letter.find("\r\n\r\n", shown); dos < end) end = dos + 2;
  while (heads_end > labels && is_ascii_space(letter[heads_end - 1])) --heads_end;
  heads_end = std::min(letter.find('\n', heads_end) + 1, end);
  if (end < heads_end + 3) return;
  std::fill(letter.begin() + static_cast<std::ptrdiff_t>(heads_end),
            letter.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  letter.replace(heads_end, 2, "X:");
  letter[end - 1] = '\n';
}

class MailboxReader {
 public:
  MailboxReader(Mailbox kind, Collector& out) : kind_(kind), out_(out) {}

  void take_line(std::string_view text) {
    switch (kind_) {
      case Mailbox::unix_from:
        if (blank_before_ && is_from_line(text.substr(0, 1001))) begin_letter();
        blank_before_ = text == "\n" || text == "\r\n";
        keep(text);
        break;
      case Mailbox::mmdf:
        // Above a letter and below it.
        if (trim(text) == kMmdfMark) {
          finish();
        } else {
          if (letter_.empty() && !too_long_) begin_letter();
          keep(text);
        }
        break;
      case Mailbox::babyl:
        if (text.starts_with(kBabylEnd)) {
          finish();
          above_ = false;
        } else if (!above_) {
          if (letter_.empty() && !too_long_) begin_letter();
          keep(text);
        }
        break;
      case Mailbox::none:
        break;
    }
    at_ += text.size();
    ++line_;
  }
  // A piece of a line that has no end yet.
  void take_piece(std::string_view text) {
    take_line(text);
    --line_;
  }

  void finish() {
    if (too_long_) {
      out_.report({"letter " + std::to_string(number_ + 1), "over 64 MiB", true});
      out_.leave_out();
    } else if (!trim(letter_).empty()) {
      if (kind_ == Mailbox::babyl) join_heads(letter_);
      read_letter({letter_, begin_, begin_line_, std::to_string(number_) + "/"}, out_);
    } else {
      letter_.clear();
      return;
    }
    ++number_;
    letter_.clear();
    too_long_ = false;
  }

 private:
  void begin_letter() {
    finish();
    begin_ = at_;
    begin_line_ = line_;
  }
  void keep(std::string_view text) {
    if (too_long_) return;
    if (letter_.size() + text.size() > kLongestLetter) {
      too_long_ = true;
      letter_.clear();
    } else {
      letter_ += text;
    }
  }

  Mailbox kind_;
  Collector& out_;
  std::string letter_{};  // what is read of the current one
  std::uint64_t at_ = 0, begin_ = 0, number_ = 0;
  std::uint32_t line_ = 1, begin_line_ = 1;
  bool blank_before_ = true, too_long_ = false;
  bool above_ = true;  // of the first letter in Babyl: what the program keeps for itself
};

}  // namespace

void read_mailbox(const FormatInput& input, Collector& out) {
  std::string room;
  MailboxReader mailbox(kind_of(input.file.read(0, kMailPiece, room)), out);
  std::string line;  // one that the last piece ended in
  for (std::uint64_t offset = 0; offset < input.file.size();) {
    std::string_view bytes = input.file.read(offset, kMailPiece, room);
    if (bytes.empty()) break;
    offset += bytes.size();
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      if (end == bytes.npos) {
        line += bytes;
        // A line without an end must not fill the memory.
        if (line.size() > kMailPiece) mailbox.take_piece(std::exchange(line, {}));
        break;
      }
      if (line.empty()) {
        mailbox.take_line(bytes.substr(0, end + 1));
      } else {
        line += bytes.substr(0, end + 1);
        mailbox.take_line(std::exchange(line, {}));
      }
      bytes.remove_prefix(end + 1);
    }
  }
  if (!line.empty()) mailbox.take_line(line);
  mailbox.finish();
}

bool looks_like_mailbox(std::string_view head) { return kind_of(head) != Mailbox::none; }

}  // namespace byname
