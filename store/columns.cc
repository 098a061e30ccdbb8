#include "store/columns.h"

#include <algorithm>
#include <map>
#include <string>

#include "store/document_record.h"

namespace byname {
namespace {

// A date as a value: two bytes of what is known of it, then its ISO form.
std::string value_of(const Date& date) {
  return std::string{static_cast<char>(date.kind), static_cast<char>(date.unit)} + date.iso;
}

}  // namespace

ColumnsFile::ColumnsFile(const std::filesystem::path& path)
    : file_(path, "columns", 6),
      clusters_(file_.array<std::uint64_t>(0)),
      dates_(file_.array<std::uint32_t>(1)),
      sources_(file_.array<std::uint32_t>(2)),
      languages_(file_.array<std::uint32_t>(3)),
      begins_(file_.array<std::uint32_t>(4)) {
  const std::size_t n = clusters_.size();
  if (dates_.size() != n || sources_.size() != n || languages_.size() != n || begins_.size() == 0)
    throw_damaged(file_.name(), "number of entries");
}

std::string_view ColumnsFile::value(std::size_t number) const {
  return file_.slice(5, begins_[number], begins_[number + 1]);
}

Date ColumnsFile::date(std::size_t document) const {
  const std::string_view bytes = value(dates_[document]);
  if (bytes.size() < 2) throw_damaged(file_.name(), "a date");
  Date date;
  date.kind = static_cast<DateKind>(std::min<unsigned>(static_cast<unsigned char>(bytes[0]), 4));
  date.unit = static_cast<DateUnit>(std::min<unsigned>(static_cast<unsigned char>(bytes[1]), 4));
  date.iso = bytes.substr(2);
  return date;
}

void write_columns(const std::filesystem::path& path, const SequenceFile& documents,
                   const std::vector<std::uint64_t>& clusters) {
  // Values by their bytes, so that the file does not depend on what came first.
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::map<std::string, std::uint32_t>::iterator> chosen;  // three a document
  for (std::size_t i = 0; i < documents.size(); ++i) {
    Document document = decode_record(documents[i], documents.name());
    for (std::string value :
         {value_of(document.date), std::move(document.source), std::move(document.lang)})
      chosen.push_back(numbers.try_emplace(std::move(value)).first);
  }
  std::vector<std::uint32_t> begins;
  std::string values;
  for (auto& [value, number] : numbers) {
    number = static_cast<std::uint32_t>(begins.size());
    begins.push_back(static_cast<std::uint32_t>(values.size()));
    values += value;
  }
  if (values.size() > 0xffffffff) throw_damaged(path.string(), "over 4 GB of sources");
  begins.push_back(static_cast<std::uint32_t>(values.size()));
  TableWriter out(path, "columns", 6);
  out.write_array(clusters);
  for (std::size_t column = 0; column < 3; ++column) {
    out.next_section();
    for (std::size_t i = column; i < chosen.size(); i += 3) out.write_value(chosen[i]->second);
  }
  out.next_section();
  out.write_array(begins);
  out.next_section();
  out.write(values);
  out.finish();
}

}  // namespace byname
