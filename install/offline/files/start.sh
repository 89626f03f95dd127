#!/bin/sh
# 启动网站；选项照 gangyao serve，例如 --port 8001。按 Ctrl+C 停止。
exec '@TARGET@/gangyao' serve "$@"
