#include "indexer/readers/html_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "embedded/indexer_html.h"
#include "indexer/extract/age.h"
#include "indexer/extract/calendar.h"
#include "indexer/extract/date.h"
#include "indexer/extract/table.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::string_view kFirst = "1993";

bool is_better(const Date& date, const Date& than) {
  if (than.kind == DateKind::none) return true;
  if (than.kind == DateKind::relative) return date.kind != DateKind::relative;
  return date.kind != DateKind::relative && than.unit < DateUnit::day && date.unit > than.unit;
}

// The number of `length` digits at `at` if no digit stands around it; -1 if there is none.
int number_at(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) return -1;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
  return error == std::errc() && end == text.data() + at + length && value >= 0 ? value : -1;
}

Date written_day(const Day& day, std::string_view text) {
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return {std::to_string(day.year) + "-" + two(day.month) + "-" + two(day.day), DateKind::derived,
          DateUnit::day, std::string(text)};
}

bool ends_number(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] < '0' || text[at] > '9';
}

}  // namespace

bool is_plausible(const Date& date) {
  return date.kind == DateKind::relative || (date.iso >= kFirst && !is_in_future(date, {}));
}

std::optional<DateSource> date_of_meta(std::string_view name) {
  static const auto table = [] {
    std::unordered_map<std::string, DateSource> result;
    for (const TableRow& row : table_rows(embedded::indexer_html())) {
      if (row.size() < 3 || row[1] != "meta") continue;
      for (const std::string_view word : split_words(row[2]))
        result[std::string(word)] = row[0] == "published" ? DateSource::meta : DateSource::modified;
    }
    return result;
  }();
  const auto found = table.find(std::string(name));
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Date> date_in_address(std::string_view url) {
  url = url.substr(0, std::min<std::size_t>(url.find_first_of("?#"), 1000));
  for (std::size_t at = url.find("://") == url.npos ? 0 : url.find("://") + 3; at < url.size();
       ++at) {
    if (at > 0 && !ends_number(url, at - 1)) continue;
    const int year = number_at(url, at, 4);
    if (year < 1993 || year > 2099) continue;
    std::size_t next = at + 4;
    const char between = next < url.size() ? url[next] : 0;
    const bool apart = between == '/' || between == '-' || between == '_' || between == '.';
    next += apart;
    // "/2023/politics/02/02/"
    if (between == '/' && next < url.size() && is_ascii_letter(url[next])) {
      while (next < url.size() && url[next] != '/') ++next;
      ++next;
    }
    // "/2023/2/2/" has short numbers; without marks between them they have two digits.
    const auto read = [&](bool last) {
      for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
        if (length == 1 && between != '/') return -1;
        const int number = number_at(url, next, length);
        const std::size_t end = next + length;
        if (number < 0) continue;
        if (apart && !ends_number(url, end)) continue;
        if (apart && !last && (end >= url.size() || url[end] != between)) continue;
        next = end + (apart && !last);
        return number;
      }
      return -1;
    };
    const int month = read(false);
    const int day = month < 0 ? -1 : read(true);
    const Day date{year, month, day};
    // Eight digits and more are the number of an article as likely.
    if (day <= 0 || month <= 0 || !is_valid(date) || !ends_number(url, next)) continue;
    return written_day(date, url.substr(at, next - at));
  }
  return std::nullopt;
}

std::string month_in_address(std::string_view url) {
  url = url.substr(0, std::min<std::size_t>(url.find_first_of("?#"), 1000));
  for (std::size_t at = 0; (at = url.find('/', at)) != url.npos;) {
    const int year = number_at(url, ++at, 4);
    if (year < 1993 || year > 2099 || url.substr(at + 4, 1) != "/") continue;
    const int month = number_at(url, at + 5, 2);
    if (month < 1 || month > 12 || url.substr(at + 7, 1) != "/")
      return std::string(url.substr(at, 4));
    return std::string(url.substr(at, 4)) + '-' + std::string(url.substr(at + 5, 2));
  }
  return {};
}

void HtmlDates::take(DateSource source, std::string_view written) {
  take(source, parse_machine_date(written));
}

void HtmlDates::take(DateSource source, std::optional<Date> date) {
  Date& into = dates_[static_cast<std::size_t>(source)];
  if (!date || !is_plausible(*date) || !is_better(*date, into)) return;
  into = std::move(*date);
  if (into.origin == DateOrigin::none)
    into.origin = source == DateSource::address   ? DateOrigin::address
                  : source == DateSource::visible ? DateOrigin::page
                                                  : DateOrigin::metadata;
}

Date HtmlDates::best() const {
  Date best;
  for (const Date& date : dates_)
    if (date.kind != DateKind::none && is_better(date, best)) best = date;
  return best;
}

namespace {

bool is_key_character(char c) { return is_ascii_letter_or_digit(c) || c == '_' || c == '-'; }

// "datePublished", "article_publish_date", "firstPublishedAt": of a date of publication.
bool is_publication_key(std::string_view key) {
  std::string plain;
  for (const char c : key)
    if (c != '_' && c != '-') plain += ascii_lower(c);
  for (const std::string_view about : {"article", "page", "content", "post", "story", "first"})
    if (plain.starts_with(about)) plain.erase(0, about.size());
  static constexpr std::array<std::string_view, 13> kKeys{
      "datepublished", "published",        "publishedat",    "publisheddate", "publishedtime",
      "publishdate",   "publishtime",      "pubdate",        "datepublish",   "publicationdate",
      "publishat",     "publisheddateiso", "publicationtime"};
  return is_one_of(plain, kKeys);
}

}  // namespace

void take_from_script(std::string_view script, DateSource source, HtmlDates& dates) {
  constexpr std::string_view kAround = "\"'\\:= \t\r\n";
  // memmem looks for the whole of it; a search for a frequent first letter stops at every word.
  const auto next_hit = [&](std::string_view what, std::size_t from) {
    const void* at = from < script.size() ? memmem(script.data() + from, script.size() - from,
                                                   what.data(), what.size())
                                          : nullptr;
    return at ? static_cast<std::size_t>(static_cast<const char*>(at) - script.data())
              : script.npos;
  };
  const auto read_key_at = [&](std::size_t hit) {
    std::size_t begin = hit, end = hit + 2;
    while (begin > 0 && hit - begin < 40 && is_key_character(script[begin - 1])) --begin;
    while (end < script.size() && end - hit < 40 && is_key_character(script[end])) ++end;
    if (!is_publication_key(script.substr(begin, end - begin))) return;
    // "key": "value", 'key':'value', {\"key\":\"value\"}, key: 1551694800000
    std::size_t value = end;
    while (value < script.size() && value - end < 12 && kAround.find(script[value]) != kAround.npos)
      ++value;
    if (script.substr(end, value - end).find_first_of(":=") == script.npos) return;
    std::string_view written = script.substr(value, 40);
    for (const std::string_view date : {"/Date(", "Date("})  // "\/Date(1551694800000)\/"
      if (written.starts_with(date)) written.remove_prefix(date.size());
    written = written.substr(0, written.find_first_of("\"'\\,;})<"));
    if (written.size() >= 8) dates.take(source, written);
  };
  for (const std::string_view what : {"ubli", "ubDate", "ubdate"})
    for (std::size_t hit = 0; (hit = next_hit(what, hit)) != script.npos; hit += what.size())
      read_key_at(hit);
}

}  // namespace byname
