DROP TABLE todo_events;
DROP TABLE todo_items;
