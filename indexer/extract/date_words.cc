#include "indexer/extract/date_words.h"

#include <charconv>
#include <string>
#include <unordered_map>
#include <vector>

#include "embedded/indexer_dates.h"
#include "indexer/extract/table.h"
#include "schemas/document.h"

namespace byname {
namespace {

struct Meaning {
  DateWord means;
  int value;
};

using Words = std::unordered_map<std::string, std::vector<Meaning>>;

const Words& words() {
  static const Words table = [] {
    const struct {
      std::string_view name;
      DateWord means;
    } kinds[] = {{"month", DateWord::month},
                 {"solar-month", DateWord::solar_month},
                 {"weekday", DateWord::weekday},
                 {"ordinal", DateWord::ordinal},
                 {"year-word", DateWord::year_word},
                 {"time-word", DateWord::time_word},
                 {"am", DateWord::am},
                 {"pm", DateWord::pm},
                 {"unit", DateWord::unit},
                 {"ago", DateWord::ago},
                 {"ago-before", DateWord::ago_before},
                 {"one", DateWord::one},
                 {"past-day", DateWord::past_day},
                 {"zone", DateWord::zone}};
    Words result;
    for (const TableRow& row : table_rows(embedded::indexer_dates())) {
      if (row.size() < 3) continue;
      for (const auto& kind : kinds) {
        if (kind.name != row[0]) continue;
        int value = 0;
        if (kind.means == DateWord::unit) {
          value = static_cast<int>(row[1] == "year"     ? DateUnit::year
                                   : row[1] == "month"  ? DateUnit::month
                                   : row[1] == "minute" ? DateUnit::minute
                                                        : DateUnit::day);
          const int minutes = row[1] == "year"    ? 525960
                              : row[1] == "month" ? 43830
                              : row[1] == "week"  ? 10080
                              : row[1] == "day"   ? 1440
                              : row[1] == "hour"  ? 60
                                                  : 1;
          for (const std::string_view word : split_words(row[2]))
            result[phrase_key(word)].push_back({DateWord::span, minutes});
        } else {
          std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
        }
        for (const std::string_view word : split_words(row[2]))
          result[phrase_key(word)].push_back({kind.means, value});
      }
    }
    return result;
  }();
  return table;
}

}  // namespace

std::optional<int> meaning(const Lexeme& lexeme, DateWord means) {
  if (lexeme.kind != Lexeme::word) return std::nullopt;
  const auto found = words().find(lexeme.text);
  if (found == words().end()) return std::nullopt;
  for (const Meaning& m : found->second)
    if (m.means == means) return m.value;
  return std::nullopt;
}

}  // namespace byname
