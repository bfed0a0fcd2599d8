CREATE TABLE `client` (`id` int NOT NULL AUTO_INCREMENT, `nam` varchar(20), `state` varchar(10), PRIMARY KEY (`id`));
CREATE TABLE `visit` (
  `id` int NOT NULL,
  `client_id` int NOT NULL,
  `at` date DEFAULT NULL COMMENT 'when, where we stand',
  PRIMARY KEY (`id`),
  CONSTRAINT `of_client` FOREIGN KEY (`client_id`) REFERENCES `client` (`id`)
);
ALTER TABLE `client` CHANGE COLUMN `nam` `name` varchar(80) NOT NULL, MODIFY `state` enum('open','shut') NOT NULL AFTER `id`;
ALTER TABLE `visit` MODIFY COLUMN `at` datetime NOT NULL, DROP FOREIGN KEY `of_client`, ADD KEY `by_day` (`at`);
ALTER TABLE `visit` ADD (`note` text, `kind` char(3)), DROP PRIMARY KEY, ADD PRIMARY KEY (`id`, `client_id`);
ALTER TABLE `nowhere` ENGINE = InnoDB;
