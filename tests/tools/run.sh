#!/usr/bin/env bash
echo "to come"
