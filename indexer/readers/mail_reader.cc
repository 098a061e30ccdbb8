// Letters (.eml), mailboxes (mbox) and pages saved as MHTML. A letter is a document: its
// subject the title, who wrote to whom furniture, then the text (of alternatives the plain
// one). What is attached is read as a file of its own, PATH!/NAME.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/mail_parts.h"
#include "indexer/readers/members.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestLetter = 64 << 20;
constexpr std::uint64_t kMailPiece = 1 << 20;

bool says_nothing(std::string_view text) { return trim(text).empty(); }

// «-- » alone on a line: below it stands the signature.
std::size_t signature_of(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0) {
    at = text.rfind("\n-- ", at - 1);
    if (at == text.npos) break;
    const std::size_t after = at + 4;
    if (after == text.size() || text[after] == '\r' || text[after] == '\n') {
      // A signature is short; a long tail is text.
      return text.size() - at < 2000 ? at + 1 : text.npos;
    }
    if (at == 0) break;
  }
  return text.npos;
}

class Letter {
 public:
  // `offset`, `line`: of bytes[0] in the file. `prefix`: of the names of its attachments.
  Letter(std::string_view bytes, std::uint64_t offset, std::uint32_t line, std::string prefix,
         bool only_one, Collector& out)
      : bytes_(bytes),
        offset_(offset),
        line_(line),
        prefix_(std::move(prefix)),
        only_one_(only_one),
        out_(out),
        whole_{.text = std::string(bytes)} {
    add_linear(whole_.runs, whole_.text, 0, offset, line);
  }

  void read() {
    head_ = read_mail_head(bytes_, 0);
    parts_ = mail_parts(head_, bytes_.size());
    choose();
    TextBuilder text(whole_);
    Document& document = draft_.document;
    add_addresses(text);
    add_subject(text);
    for (const std::size_t i : shown_) add_body(i, text);
    if (document.url.empty()) {
      const std::string id = head_.raw("message-id");
      if (id.starts_with('<') && id.ends_with('>'))
        document.url = "mid:" + to_utf8(std::string_view(id).substr(1, id.size() - 2), "");
    }
    if (document.author.empty()) document.author = names_of_addresses(head_.raw("from"));
    if (document.source.empty()) document.source = list_name();
    if (document.date.kind == DateKind::none) {
      if (auto date = parse_machine_date(head_.value("date"))) document.date = *date;
    }
    draft_.likely_lang = language_code(head_.word("content-language"));
    draft_.only_one = only_one_;
    Decoded done = text.take();
    document.text = std::move(done.text);
    document.source_map = std::move(done.runs);
    out_.give(std::move(draft_));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (!std::count(shown_.begin(), shown_.end(), i)) attach(parts_[i]);
    }
  }

 private:
  // Which parts are the text of the letter.
  void choose() {
    std::set<int> settled;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const MailPart& part = parts_[i];
      if (part.related || part.attached || !is_text(part)) continue;
      if (!part.file_name.empty() && part.alternatives == 0 && i > 0) continue;
      if (part.alternatives == 0) {
        shown_.push_back(i);
        continue;
      }
      if (!settled.insert(part.alternatives).second) continue;
      // The plain one if it says anything, else what there is.
      std::size_t best = i;
      for (std::size_t j = i; j < parts_.size(); ++j) {
        const MailPart& other = parts_[j];
        if (other.alternatives != part.alternatives || other.related || !is_text(other)) continue;
        const bool blank = says_nothing(bytes_.substr(other.begin, other.end - other.begin));
        if (other.type == "text/plain" && !blank) {
          best = j;
          break;
        }
        if (other.type == "text/html" && !blank) best = j;
      }
      shown_.push_back(best);
      alternatives_shown_.insert(part.alternatives);
    }
  }

  static bool is_text(const MailPart& part) {
    return part.type == "text/plain" || part.type == "text/html" || part.type == "text/enriched" ||
           part.type == "application/xhtml+xml";
  }

  // A field as a line, with its bytes where it is written as it is read.
  void add_value(const MailField& field, const std::string& value, TextBuilder& text) {
    const std::string_view raw = bytes_.substr(field.begin, field.end - field.begin);
    const std::size_t at = raw.find(value);
    if (at != raw.npos && !value.empty()) {
      text.copy(field.begin + at, field.begin + at + value.size());
    } else {
      text.replace(value, field.begin, field.end);
    }
  }

  void add_addresses(TextBuilder& text) {
    const std::uint32_t begin = text.size();
    for (const auto& [name, shown] : {std::pair{"from", "From: "},
                                      {"to", "To: "},
                                      {"cc", "Cc: "},
                                      {"newsgroups", "Groups: "}}) {
      const MailField* field = head_.field(name);
      const std::string value = head_.value(name);
      if (!field || value.empty()) continue;
      text.add(shown);
      add_value(*field, value, text);
      text.add("\n");
    }
    if (text.size() > begin) draft_.document.parts.push_back({Part::chrome, begin, text.size()});
  }

  void add_subject(TextBuilder& text) {
    const MailField* field = head_.field("subject");
    const std::string value = head_.value("subject");
    if (!field || value.empty()) return;
    if (!text.empty()) text.add("\n");
    const std::uint32_t begin = text.size();
    add_value(*field, value, text);
    draft_.document.parts.push_back({Part::title, begin, text.size()});
    draft_.document.title = value;
  }

  // The line on which a part begins; parts are asked for in their order, mostly.
  std::uint32_t line_at(std::size_t at) {
    if (at < counted_) {
      counted_ = 0;
      counted_lines_ = 0;
    }
    counted_lines_ += static_cast<std::uint32_t>(
        std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(counted_),
                   bytes_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted_ = at;
    return line_ + counted_lines_;
  }

  void add_body(std::size_t number, TextBuilder& text) {
    const MailPart& part = parts_[number];
    const Decoded bytes = mail_part_bytes(bytes_, part, offset_, line_at(part.begin));
    std::string charset = part.charset;
    const bool html = part.type == "text/html" || part.type == "application/xhtml+xml";
    if (html && charset.empty()) charset = declared_encoding(bytes.text);
    Decoded body = mail_part_text(bytes, charset);
    if (says_nothing(body.text)) return;
    if (!text.empty()) text.add("\n\n");
    const std::uint32_t base = text.size();
    std::vector<PartSpan>& spans = draft_.document.parts;
    if (html) {
      HtmlPage page = parse_html(body, is_saved_page() ? Markedup::page : Markedup::fragment);
      for (PartSpan span : page.parts) {
        // The page's own title is text beside the subject.
        if (span.part == Part::title && !draft_.document.title.empty()) continue;
        spans.push_back({span.part, span.begin + base, span.end + base});
      }
      Document& document = draft_.document;
      if (document.title.empty() || is_saved_page()) document.title = page.title;
      if (is_saved_page()) {
        document.author = page.author;
        document.source = page.source;
        document.date = page.date;
        document.updated = page.updated;
        document.url = head_.value("snapshot-content-location");
        if (document.url.empty()) document.url = part.location;
        if (document.url.empty()) document.url = page.url;
      }
      text.append(std::move(page.text));
      return;
    }
    const std::size_t signature = signature_of(body.text);
    if (signature != std::string::npos) {
      spans.push_back({Part::chrome, base + static_cast<std::uint32_t>(signature),
                       base + static_cast<std::uint32_t>(body.text.size())});
    }
    text.append(std::move(body));
  }

  // MHTML: a page and what it is made of, in the shape of a letter.
  bool is_saved_page() const {
    return head_.field("snapshot-content-location") != nullptr ||
           (head_.word("content-type") == "multipart/related" && head_.field("to") == nullptr &&
            (head_.field("message-id") == nullptr || head_.raw("from").starts_with("<Saved by")));
  }

  std::string list_name() const {
    const std::string list = head_.value("list-id");
    const std::string name(trim(std::string_view(list).substr(0, list.find('<'))));
    if (!name.empty()) return name.front() == '"' ? name.substr(1, name.size() - 2) : name;
    return head_.value("newsgroups");
  }

  void attach(const MailPart& part) {
    if (part.alternatives > 0 && alternatives_shown_.contains(part.alternatives) &&
        !part.attached && is_text(part))
      return;  // says the same as what is shown
    std::string name = part.file_name;
    std::replace(name.begin(), name.end(), '/', '_');
    if (name.empty() && !part.location.empty()) {
      name = part.location.substr(0, part.location.find_first_of("?#"));
      name = name.substr(name.rfind('/') + 1);
    }
    if (name.empty()) name = "part" + ending_of_type(part.type);
    name = out_.member_name(prefix_ + name);
    const std::uint64_t size = part.end - part.begin;
    if (part.type.find("-signature") != std::string::npos) {
      out_.leave_out_member(name, InputState::skipped, "a signature", size, 0);
      return;
    }
    if (part.related && part.type != "text/html") {
      out_.leave_out_member(name, InputState::skipped, part.type + ", belongs to the page", size,
                            0);
      return;
    }
    if (out_.nesting().depth >= kDeepestMember) {
      out_.leave_out_member(name, InputState::failed, "more than 6 deep in one another", size, 0);
      return;
    }
    Spool spool(out_.budget());
    if (!out_.budget().take_member() ||
        !spool.add(mail_part_bytes(bytes_, part, offset_, 1).text)) {
      out_.leave_out_member(name, InputState::failed, spool.wrong(), size, 0);
      return;
    }
    SourceFile file = spool.file();
    file.set_modified(out_.modified());
    out_.read_member(name, file);
  }

  static std::string ending_of_type(std::string_view type) {
    if (type == "message/rfc822") return ".eml";
    if (type == "text/html") return ".html";
    if (type == "text/plain") return ".txt";
    return "";
  }

  std::string_view bytes_;
  std::uint64_t offset_;
  std::uint32_t line_;
  std::string prefix_;
  bool only_one_;
  Collector& out_;
  Decoded whole_;
  MailHead head_{};
  std::vector<MailPart> parts_{};
  std::vector<std::size_t> shown_{};
  std::set<int> alternatives_shown_{};
  std::size_t counted_ = 0;
  std::uint32_t counted_lines_ = 0;
  Draft draft_{};
};

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

// Apple keeps a letter (.emlx) below its length in bytes, and its own notes below that: where
// the letter begins, 0 elsewhere.
std::size_t count_above_letter(std::string_view bytes) {
  const std::size_t digits = std::min(bytes.find_first_not_of("0123456789"), bytes.size());
  if (digits == 0 || digits > 9) return 0;
  const std::size_t end = bytes.find_first_not_of(" \r", digits);
  return end != bytes.npos && end < digits + 12 && bytes[end] == '\n' ? end + 1 : 0;
}

}  // namespace

void read_mail(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestLetter) {
    out.report({"", "a letter over 64 MiB", true});
    return;
  }
  std::string room;
  std::string_view bytes = input.file.read(0, input.file.size(), room);
  const std::size_t counted = count_above_letter(bytes);
  std::size_t length = bytes.size();
  if (counted > 0) length = std::stoul(std::string(bytes.substr(0, 9)));
  bytes = bytes.substr(counted);
  // A count that does not lead to the notes is wrong.
  if (length > bytes.size() || !trim_left(bytes.substr(length)).starts_with("<?xml"))
    length = bytes.size();
  Letter(bytes.substr(0, length), counted, counted > 0 ? 2 : 1, "", true, out).read();
}

void read_mailbox(const FormatInput& input, Collector& out) {
  std::string piece;
  std::string letter;  // what is read of the current one
  std::uint64_t begin = 0;
  std::uint32_t line_number = 1, begin_line = 1;
  std::uint64_t number = 0;
  bool blank_before = true, too_long = false;
  const auto finish = [&] {
    if (too_long) {
      out.report({"letter " + std::to_string(number + 1), "over 64 MiB", true});
      out.leave_out();
    } else if (!letter.empty()) {
      Letter(letter, begin, begin_line, std::to_string(number) + "/", false, out).read();
    } else {
      return;
    }
    ++number;
    letter.clear();
    too_long = false;
  };
  std::uint64_t at = 0;
  std::string line;  // one that the last piece ended in
  const auto take_line = [&](std::string_view text) {
    if (blank_before && is_from_line(text.substr(0, 1001))) {
      finish();
      begin = at;
      begin_line = line_number;
    }
    blank_before = text == "\n" || text == "\r\n";
    if (!too_long) {
      if (letter.size() + text.size() > kLongestLetter) {
        too_long = true;
        letter.clear();
      } else {
        letter += text;
      }
    }
    at += text.size();
    ++line_number;
  };
  std::uint64_t offset = 0;
  while (offset < input.file.size()) {
    std::string_view bytes = input.file.read(offset, kMailPiece, piece);
    if (bytes.empty()) break;
    offset += bytes.size();
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      if (end == bytes.npos) {
        line += bytes;
        // A line without an end must not fill the memory.
        if (line.size() > kMailPiece) {
          take_line(std::exchange(line, {}));
          --line_number;
        }
        break;
      }
      if (line.empty()) {
        take_line(bytes.substr(0, end + 1));
      } else {
        line += bytes.substr(0, end + 1);
        take_line(std::exchange(line, {}));
      }
      bytes.remove_prefix(end + 1);
    }
  }
  if (!line.empty()) take_line(line);
  finish();
}

bool looks_like_mailbox(std::string_view head) {
  const std::size_t line = head.find('\n');
  if (line == head.npos || !is_from_line(head.substr(0, line))) return false;
  return !read_mail_head(head, line + 1).fields.empty();
}

bool looks_like_mail(std::string_view head, bool named_so) {
  head.remove_prefix(count_above_letter(head));
  if (head.empty() || is_ascii_space(head.front())) return false;
  const MailHead fields = read_mail_head(head, 0);
  int letters = 0, machines = 0;
  for (const std::string_view name : {"from", "to", "subject", "date", "newsgroups", "sender"})
    letters += fields.field(name) != nullptr;
  for (const std::string_view name :
       {"message-id", "mime-version", "received", "return-path", "delivered-to", "references",
        "in-reply-to", "content-transfer-encoding", "x-mailer"})
    machines += fields.field(name) != nullptr;
  if (named_so) return letters + machines >= 2;
  return (machines >= 1 && letters >= 2) || machines >= 3;
}

}  // namespace byname
