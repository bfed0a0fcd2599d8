/*!40101 SET NAMES utf8mb4 */;
# A dump, as mysqldump writes them.
DROP TABLE IF EXISTS `order`;
CREATE TABLE `customer` (
  `id` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'Given once; never again',
  `email` varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `salutation` enum('Ms','Mr','None') DEFAULT 'None',
  `channels` set('mail','phone') DEFAULT NULL,
  `place` geometry NOT NULL /*!80003 SRID 4326 */,
  `changed` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `by_email` (`email`),
  KEY `by_channel` (`channels`(10)) USING BTREE,
  FULLTEXT KEY `words` (`email`),
  SPATIAL KEY `places` (`place`)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COMMENT='People and companies that buy';

CREATE TABLE `order` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `customer_id` int unsigned NOT NULL,
  `total` decimal(10,2) unsigned NOT NULL DEFAULT '0.00',
  `gross` decimal(10,2) GENERATED ALWAYS AS (`total` * 1.19) STORED,
  `note` text COMMENT 'what the customer\'s wish was; as told',
  PRIMARY KEY (`id`),
  KEY `of` (`customer_id`),
  CONSTRAINT `of` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB PARTITION BY HASH(`id`) PARTITIONS 4;

CREATE TABLE `order_line` (
  `order_id` int unsigned NOT NULL,
  `line` smallint NOT NULL,
  `sku` char(8) NOT NULL,
  PRIMARY KEY (`order_id`,`line`)
);
LOCK TABLES `customer` WRITE;
INSERT INTO `customer` VALUES (1,'o\'secret@example.com','Ms','mail;phone',NULL,NULL);
UNLOCK TABLES;
ALTER TABLE `order_line` ADD CONSTRAINT `in_order` FOREIGN KEY (`order_id`) REFERENCES `order` (`id`), ADD INDEX `by_sku` (`sku`);
DELIMITER ;;
CREATE TRIGGER `t` BEFORE INSERT ON `order` FOR EACH ROW BEGIN SET NEW.total = 0; END;;
DELIMITER ;
