DROP TABLE dirty_products;
DROP TABLE product_contents;
DROP TABLE products;
