#pragma once

// The tables that the engine needs, one header each.
#include "engine/port/activity_table.h"
#include "engine/port/channel_table.h"
#include "engine/port/counterpart_table.h"
#include "engine/port/facts_table.h"
#include "engine/port/ledger_table.h"
#include "engine/port/link_table.h"
#include "engine/port/listing_table.h"
#include "engine/port/order_table.h"
#include "engine/port/outbox_table.h"
#include "engine/port/product_table.h"
#include "engine/port/run_table.h"
#include "engine/port/setting_table.h"
#include "engine/port/todo_table.h"
#include "engine/port/webhook_table.h"
