// Gazetteers as a test draws them, and the shipped one, compiled once a program.
//
//   const auto gazetteer = compiled({{"baku", "Bakı", "az"}, {"baku", "Baku", "en"}});
#pragma once

#include <initializer_list>
#include <string>

#include "places/compiled.h"
#include "schemas/place.h"

namespace byname::test {

struct ANamedPlace {
  std::string place{};
  std::string name{};
  std::string lang{};
  std::string kind = "exonym";
  std::string type = "city";
  std::string ambiguous{};
  std::string parent{};  // must be listed before
};

// Places are made of the rows in their order, one after the other.
Gazetteer a_gazetteer(std::initializer_list<ANamedPlace> rows);

CompiledGazetteer compiled(const Gazetteer& gazetteer);
CompiledGazetteer compiled(std::initializer_list<ANamedPlace> rows);

const CompiledGazetteer& shipped_compiled();

}  // namespace byname::test
