/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "charref.h"
#include "tap.h"

static uint32_t
find(const char *name, uint32_t *second)
{
	return charref_find(
	    (struct view){(const void *)name, strlen(name)}, second);
}

int
main(void)
{
	uint32_t second;

	ok(find("eacute", &second) == 0xE9 && second == 0,
	    "a name in small letters is found");
	ok(find("Eacute", &second) == 0xC9, "and another in capitals");
	ok(find("NotEqualTilde", &second) == 0x2242 && second == 0x338,
	    "some stand for two characters");
	ok(find("AElig", &second) == 0xC6 && find("zwnj", &second) == 0x200C,
	    "the first and the last of the list are found");
	ok(find("eacut", &second) == 0 && find("eacutes", &second) == 0 &&
		find("", &second) == 0,
	    "a part of a name is none, nor is more than one");
	ok(find("CounterClockwiseContourIntegralAndMore", &second) == 0,
	    "a name longer than all is none");
	return done();
}
