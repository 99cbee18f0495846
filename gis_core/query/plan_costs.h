// Private to this room: what the steps of a question cost.
#pragma once

namespace gis::query {

// Seconds, measured on the sample city with two cores; they need to be right within a factor of two or three only.
constexpr double kPassRow = 0.25e-6;   // a row whose condition is looked at
constexpr double kReadShape = 0.8e-6;  // its geometry read and boxed
constexpr double kReadByte = 1.5e-9;   // … for each byte of it
constexpr double kReadByFid = 6e-6;    // one row looked up by its number
constexpr double kLookUp = 12e-6;      // one question to a tree in the city
constexpr double kTreeItem = 0.3e-6;   // one box sorted into a tree in memory
constexpr double kTestPair = 0.7e-6;   // an exact test
constexpr double kTestByte = 1.2e-9;   // … for each byte of both

}  // namespace gis::query
