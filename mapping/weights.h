#pragma once
namespace riff {
struct Weights {
  double bias = -6.5;
  double title_max = 4.5;
  double title_min = 5.0;
  double shared = 1.0;
  double code = 3.0;
  double code_description = 0.5;
  double code_stem = 2.0;
  double code_differs = 0.7;
  double number_both = 1.0;
  double number_one = 0.35;
  double grade_both = 1.5;
  double grade_one = 0.6;
  double measure = 1.5;
  double year_differs = 4.0;
  double year_agrees = 0.3;
  double finish_differs = 2.5;
  double burst = 1.0;
  double finish_agrees = 0.4;
  double hand = 4.0;
  double wear = 1.0;
  double brand_differs = 3.0;
  double brand_field_agrees = 1.0;
  double brand_field_differs = 0.7;
  double price = 1.0;
  double description = 3.0;
  double r_code = 1.0, r_number = 1.0, r_grade = 1.0, r_talk = 0.1, r_finish = 0.3, r_measure = 0.6, r_brand = 1.0, c_desc = 0.6, c_short = 0.6, idf_pow = 1.0;
  double code_untold = 0.0;
  double rival = 1.0;
  double review = 0.3; double temp = 1.0;
};
extern Weights kW;
}
