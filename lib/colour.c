/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/colour.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool colour_is_wellformed(const char *text)
{
	return strlen(text) == 7 && text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

/* One of the three channels, 0 to 255, as light: sRGB is not linear. The numbers are WCAG's. */
static double light(unsigned long channel)
{
	double value = (double)channel / 255.0;

	return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

double colour_contrast_to_white(const char *text)
{
	unsigned long rgb = strtoul(text + 1, NULL, 16);
	double luminance = 0.2126 * light(rgb >> 16 & 255) + 0.7152 * light(rgb >> 8 & 255) +
			   0.0722 * light(rgb & 255);

	return 1.05 / (luminance + 0.05);
}
