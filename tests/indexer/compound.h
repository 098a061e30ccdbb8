// Compound files (OLE 2) drawn in a test.
//
//   compound({{"WordDocument", bytes}, {"__attach_version1.0_#00000000/data", bytes}})
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byname::test {

inline std::string little(std::uint64_t value, int length) {
  std::string out;
  for (int i = 0; i < length; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

inline std::string wide(std::u16string_view text) {
  std::string out;
  for (const char16_t c : text) out += little(c, 2);
  return out;
}

inline std::string compound(const std::vector<std::pair<std::string, std::string>>& streams) {
  constexpr std::uint32_t kNone = 0xFFFFFFFF, kLast = 0xFFFFFFFE, kTable = 0xFFFFFFFD;
  struct Node {
    std::string name{};
    int kind = 2;
    std::uint32_t right = kNone, child = kNone, first = kLast, size = 0;
  };
  std::vector<std::string> sectors;
  std::vector<std::uint32_t> next, small_next;
  std::string small;
  const auto add = [&](std::string bytes, std::size_t unit, auto put) {
    while (bytes.size() % unit != 0) bytes += '\0';
    for (std::size_t at = 0; at < bytes.size(); at += unit)
      put(bytes.substr(at, unit), at + unit == bytes.size());
  };
  const auto add_large = [&](const std::string& bytes) {
    const auto first = static_cast<std::uint32_t>(sectors.size());
    add(bytes, 512, [&](std::string piece, bool last) {
      sectors.push_back(std::move(piece));
      next.push_back(last ? kLast : static_cast<std::uint32_t>(sectors.size()));
    });
    return bytes.empty() ? kLast : first;
  };
  std::vector<Node> nodes{{"Root Entry", 5}};
  std::map<std::string, std::size_t> folders{{"", 0}};
  const auto place = [&](std::size_t parent, Node node) {
    node.right = std::exchange(nodes[parent].child, static_cast<std::uint32_t>(nodes.size()));
    nodes.push_back(std::move(node));
    return nodes.size() - 1;
  };
  for (const auto& [path, bytes] : streams) {
    std::size_t parent = 0, from = 0;
    for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', from)) {
      const auto [at, fresh] = folders.emplace(path.substr(0, slash), 0);
      if (fresh) at->second = place(parent, {path.substr(from, slash - from), 1});
      parent = at->second;
      from = slash + 1;
    }
    Node node{path.substr(from)};
    node.size = static_cast<std::uint32_t>(bytes.size());
    if (bytes.size() >= 4096) {
      node.first = add_large(bytes);
    } else if (!bytes.empty()) {
      node.first = static_cast<std::uint32_t>(small.size() / 64);
      add(bytes, 64, [&](const std::string& piece, bool last) {
        small += piece;
        small_next.push_back(last ? kLast : static_cast<std::uint32_t>(small.size() / 64));
      });
    }
    place(parent, std::move(node));
  }
  nodes[0].size = static_cast<std::uint32_t>(small.size());
  nodes[0].first = add_large(small);
  std::string directory, small_table;
  for (const Node& node : nodes) {
    std::string entry = wide(std::u16string(node.name.begin(), node.name.end()));
    const std::size_t length = entry.size() + 2;
    entry.resize(64);
    entry += little(length, 2) + little(static_cast<std::uint64_t>(node.kind), 1) + little(1, 1);
    entry += little(kNone, 4) + little(node.right, 4) + little(node.child, 4);
    entry.resize(116);
    directory += entry + little(node.first, 4) + little(node.size, 8);
  }
  for (const std::uint32_t n : small_next) small_table += little(n, 4);
  const std::uint32_t directory_at = add_large(directory), small_at = add_large(small_table);
  std::size_t tables = 1;
  while ((sectors.size() + tables) * 4 > tables * 512) ++tables;
  std::string table, list;
  for (std::size_t i = 0; i < tables; ++i) {
    list += little(sectors.size() + i, 4);
    next.push_back(kTable);
  }
  for (const std::uint32_t n : next) table += little(n, 4);
  table.resize(tables * 512, '\xFF');
  std::string out = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  out.resize(24);
  out += little(0x3E, 2) + little(3, 2) + little(0xFFFE, 2) + little(9, 2) + little(6, 2);
  out.resize(44);
  out += little(tables, 4) + little(directory_at, 4) + little(0, 4) + little(4096, 4);
  out += little(small_at, 4) + little(1, 4) + little(kLast, 4) + little(0, 4) + list;
  out.resize(512, '\xFF');
  for (const std::string& sector : sectors) out += sector;
  return out + table;
}

}  // namespace byname::test
