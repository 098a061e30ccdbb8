#include "indexer/readers/html_visible_dates.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/readers/html_dates.h"
#include "indexer/readers/html_elements.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::array<std::string_view, 8> kAfterDateline{"–", "—", "-", ")", "]", ":", "|", "/"};

constexpr std::size_t kBefore = 6;      // lines above the title
constexpr std::size_t kAfter = 25;      // lines below it, text not counted
constexpr std::size_t kNear = 8;        // of which a date may stand without a label
constexpr std::size_t kRightAbove = 3;  // lines between title and text where a date needs no label
constexpr std::size_t kBelow = 6;       // lines below the text
constexpr std::size_t kLongestDated = 300;      // bytes of a line with a date
constexpr std::uint32_t kLeastLinkedHead = 24;  // bytes
constexpr std::size_t kScrap = 16;  // bytes of a line that is the day, the month or the year

// A date in scraps, a line each, as calendar leaves have it: «04», «March», «2019».
std::optional<Date> date_in_scraps(const PageBlocks& page, std::size_t i) {
  std::string joined;
  for (std::size_t n = 0; n < 3 && i + n < page.blocks.size(); ++n) {
    const std::string_view line = page.line(i + n);
    if (line.size() > kScrap) break;
    if (n > 0) joined += ' ';
    joined += line;
    if (n == 0) continue;
    if (auto date = parse_date(joined); date && date->unit >= DateUnit::day) return date;
  }
  return std::nullopt;
}

// «4 March» on a page whose address is /2019/03/...: the year is the address's, and the months
// must agree.
std::optional<Date> date_of_address(const PageBlocks& page, std::size_t i,
                                    const std::string& month) {
  const std::string_view line = page.line(i);
  if (month.empty() || line.size() > 40) return std::nullopt;
  const std::string year = " " + month.substr(0, 4);
  auto date = parse_date(std::string(line) + year);
  if (!date && line.size() <= kScrap && i + 1 < page.blocks.size() && page.size_of(i + 1) <= kScrap)
    date = parse_date(std::string(line) + ' ' + std::string(page.line(i + 1)) + year);
  if (!date || date->unit < DateUnit::day || date->kind == DateKind::relative) return std::nullopt;
  if (!date->iso.starts_with(month)) return std::nullopt;
  date->kind = DateKind::derived;
  date->text = line;
  return date;
}

// «04.03.2019 Text», «(4 March 2019) Text», «Berlin, 4 March 2019 – Text»: at the beginning of
// the text. Not «4 March 2019 was a cold day».
std::optional<Date> date_before_text(std::string_view line) {
  const auto found = find_date(line.substr(0, floor_character(line, 120)));
  if (!found || found->date.unit < DateUnit::day || found->begin > 40) return std::nullopt;
  const std::string_view before = trim(line.substr(0, found->begin));
  const std::string_view after = trim(line.substr(found->end));
  const bool marked = std::any_of(kAfterDateline.begin(), kAfterDateline.end(),
                                  [&](std::string_view mark) { return after.starts_with(mark); });
  const bool numeric = found->date.text.find_first_not_of("0123456789./-") == std::string::npos;
  const bool first = before.empty() || before == "(" || before == "[";
  const bool place = before.ends_with(",") && before.find_first_of(".:;!?") == before.npos;
  return (first && (marked || numeric)) || (place && marked) ? std::optional(found->date)
                                                             : std::nullopt;
}

// Whether a line of the block is prose: four short ones are none together.
bool has_prose(std::string_view block) {
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t end = std::min(block.find('\n', at), block.size());
    if (is_prose(block.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

DayOrder day_order_of(std::string_view lang) {
  const std::string code = ascii_lower(lang.substr(0, 16));
  if (code == "en-us" || code == "en_us" || code == "en-ph") return DayOrder::month_first;
  if (code.empty() || code == "en") return DayOrder::unknown;
  return DayOrder::day_first;
}

VisibleDates visible_dates(const PageBlocks& page, const DateHints& hints) {
  const std::size_t title = hints.title;
  VisibleDates found;
  const std::size_t count = page.blocks.size();
  const auto is_text = [&](std::size_t i) {
    return !hints.chrome[i] && i != title && has_prose(page.line(i));
  };
  std::size_t first = 0, last = count;
  while (first < count && !is_text(first)) ++first;
  while (last > first && !is_text(last - 1)) --last;
  // The title may stand only in the head of the page, where its place says nothing.
  std::size_t anchor = title > 0 && title < count ? title : first;
  // Where it is no heading, it may be one of a list of links.
  if (anchor == first || !(page.blocks[anchor].all & (kSaysHeading1 | kSaysHeading)))
    for (std::size_t i = first > kAfter ? first - kAfter : 0; i < first && i < count; ++i)
      if (page.blocks[i].all & kSaysHeading1) anchor = i;
  const std::size_t before = anchor == first ? kAfter : kBefore;
  const std::size_t from = anchor > before ? anchor - before : 0;
  std::size_t best_cost = SIZE_MAX, seen = 0, stamp = 0;
  const auto offer = [&](Date date, std::size_t cost) {
    date = settled(date, hints.order);
    if (date.unit < DateUnit::day || !is_plausible(date)) return;
    if (date.kind == DateKind::relative) cost += 1000;
    if (cost >= best_cost) return;
    best_cost = cost;
    found.published = std::move(date);
  };
  const auto changed = [&](Date date) {
    date = settled(date, hints.order);
    if (!found.modified && is_plausible(date)) found.modified = std::move(date);
  };
  const auto away_of = [&](std::size_t i) { return i > anchor ? i - anchor : 2 * (anchor - i); };
  // Takes the date of a line of block i, or of all of it; whether there is one.
  const auto consider = [&](std::string_view line, std::size_t i, bool whole_block) {
    if (line.size() > kLongestDated) return false;
    const std::size_t away = away_of(i);
    const bool near = (i + kBefore >= anchor && i <= anchor + kNear) ||
                      (i >= anchor && i < first && i + kRightAbove >= first);
    const std::uint16_t says = page.blocks[i].all;
    if (auto labelled = labelled_date(line)) {
      if (!labelled->update) {
        offer(labelled->date, away);
        if (labelled->updated) changed(std::move(*labelled->updated));
      } else {
        changed(std::move(labelled->date));
      }
      return true;
    }
    auto dated = find_date(line);
    // «am 12.03.19» in an element for the date
    if (const std::size_t digit = line.find_first_of("0123456789");
        !dated && (says & kSaysDate) && line.size() <= 40 && digit != line.npos)
      if (auto whole = parse_date(line.substr(digit)))
        dated = FoundDate{std::move(*whole), digit, line.size()};
    // «12.03.19» alone on its line
    if (!dated)
      if (auto whole = parse_date(line)) dated = FoundDate{std::move(*whole), 0, line.size()};
    if (!dated && near && whole_block) {
      if (auto scraps = date_in_scraps(page, i)) {
        offer(*scraps, 200 + away);
        return true;
      }
      if (auto date = i != title ? date_of_address(page, i, hints.month) : std::nullopt) {
        offer(*date, 250 + away);
        return true;
      }
    }
    if (!dated) return false;
    if (!whole_block && dated->date.kind != DateKind::relative &&
        settled(dated->date, hints.order).unit < DateUnit::day)
      return false;  // «4 March», «2021» below it
    if (says & kSaysDate) {
      offer(dated->date, 100 + away);
    } else if (line.size() <= 120 && (near || i >= last)) {
      offer(dated->date, (dated->begin == 0 || line.size() <= 60 ? 200 : 300) + away);
    } else if (says & kSaysAuthor) {
      offer(dated->date, 200 + away);
    }
    return true;
  };
  for (std::size_t i = from; i < count; ++i) {
    if (is_text(i)) continue;
    if (seen++ > before + kAfter && i < last) {
      // On to what stands right above the text, then to what stands below it.
      if (i + kRightAbove < first) {
        i = first - kRightAbove;
      } else if (i > first) {
        i = last;
      }
      if (i >= count) break;
    }
    if (i > last + kBelow && i > anchor + kAfter) break;
    const std::string_view line = page.line(i);
    const std::size_t away = away_of(i);
    if (page.blocks[i].all & kSaysComment) continue;
    if (announces_a_day(line) || (i > 0 && heads_announcement(page.line(i - 1)))) continue;
    while (stamp < hints.stamps.size() && hints.stamps[stamp].at < page.blocks[i].begin) ++stamp;
    for (; stamp < hints.stamps.size() && hints.stamps[stamp].at <= page.blocks[i].end; ++stamp)
      if (auto date = parse_machine_date(hints.stamps[stamp].written)) {
        if (!hints.stamps[stamp].update) {
          offer(*date, 100 + away);
        } else {
          changed(std::move(*date));
        }
      }
    // Lines of a block are those of <br>; below a headline that is a link the date is that of
    // another page. Blanks are not counted as linked.
    const bool lines = line.find('\n') != line.npos;
    const std::uint32_t linked = page.blocks[i].linked;
    if (lines && linked >= kLeastLinkedHead && linked * 9 > page.size_of(i) * 4) continue;
    bool told = false;
    for (std::size_t at = 0; lines && at < line.size();) {
      const std::size_t end = std::min(line.find('\n', at), line.size());
      told |= consider(line.substr(at, end - at), i, false);
      at = end + 1;
    }
    if (!told) consider(line, i, true);
  }
  // «This entry was posted on March 3, 2021 at ...», in the middle of a sentence.
  for (std::size_t i = last > kBelow ? last - kBelow : 0; i < count && i < last + kBelow; ++i) {
    const std::string_view line = page.line(i);
    if ((page.blocks[i].all & kSaysComment) || !is_posting_note(line)) continue;
    if (auto dated = find_date(line)) offer(dated->date, 150);
  }
  if (!found.published && first < count)
    if (auto date = date_before_text(page.line(first))) offer(*date, 800);
  // «BAKU, March 3, 2021 (Reuters) - ...»
  if (!found.published && first < count) {
    if (auto dateline = read_dateline(page.line(first));
        dateline && dateline->date.kind != DateKind::none)
      offer(dateline->date, 900);
  }
  return found;
}

}  // namespace byname
