provider "aws" {
  region = var.region

  default_tags {
    tags = merge({ Project = "roku-trick-play" }, var.tags)
  }
}
