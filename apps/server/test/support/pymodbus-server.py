"""A Modbus TCP server of pymodbus 3.0 (Debian's python3-pymodbus) for the tests.

Prints the port it listens on, then obeys one JSON command a line of standard input and prints the command's number:
  {"registers": [[address, type, word order, value], ...], "coils": [[address, 0 or 1], ...]}  all at once
  {"unit": 2, "answers": true}

Unit 1 has holding registers 0 to 5 and 12 to 13, and coils 0 to 9: anything else is answered with exception 2. A
unit that it does not have is not answered at all.
"""

import asyncio
import json
import logging
import sys

from pymodbus.constants import Endian
from pymodbus.datastore import (
    ModbusSequentialDataBlock,
    ModbusServerContext,
    ModbusSlaveContext,
    ModbusSparseDataBlock,
)
from pymodbus.payload import BinaryPayloadBuilder
from pymodbus.server.async_io import ModbusTcpServer

# Exceptions are what the tests ask for.
logging.disable(logging.ERROR)

HOLDING_REGISTER = 3
COIL = 1


def unit():
    return ModbusSlaveContext(
        hr=ModbusSparseDataBlock({0: [0] * 6, 12: [0] * 2}),
        co=ModbusSequentialDataBlock(0, [False] * 10),
        zero_mode=True,
    )


def pack(kind, word_order, value):
    order = Endian.Little if word_order == "CDAB" else Endian.Big
    builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=order)
    {
        "int16": builder.add_16bit_int,
        "uint32": builder.add_32bit_uint,
        "float32": builder.add_32bit_float,
    }[kind](value)
    return builder.to_registers()


def obey(context, command):
    if "unit" in command:
        if command["answers"]:
            context[command["unit"]] = unit()
        else:
            del context[command["unit"]]
        return
    for address, kind, word_order, value in command.get("registers", []):
        context[1].setValues(HOLDING_REGISTER, address, pack(kind, word_order, value))
    for address, value in command.get("coils", []):
        context[1].setValues(COIL, address, [bool(value)])


async def main():
    context = ModbusServerContext(slaves={1: unit()}, single=False)
    server = ModbusTcpServer(context, address=("127.0.0.1", 0), ignore_missing_slaves=True)
    serving = asyncio.ensure_future(server.serve_forever())
    await server.serving
    print(server.server.sockets[0].getsockname()[1], flush=True)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin
    )
    number = 0
    while line := await commands.readline():
        obey(context, json.loads(line))
        number += 1
        print(number, flush=True)
    serving.cancel()


asyncio.run(main())
